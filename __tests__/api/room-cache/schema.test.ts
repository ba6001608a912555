import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { schemaSdl } from './trinity-api';

const AWS = 'scalar AWSDateTime\ndirective @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION\n';
const current = buildSchema(`${AWS}${schemaSdl}`);

describe('the documentation in the schema', () => {
  it('is there for every type, field, value and input', () => {
    expect(undescribed(current)).toEqual([]);
  });

  it('tells a client how to page and when to wait', () => {
    const { description } = current.getQueryType()!.getFields()['roomMovies']!;
    for (const word of ['nextFrom', 'wait', 'empty', 'FAILED', 'refillRoom']) expect(description).toContain(word);
  });
});

type Described = { name: string; description?: string | null | undefined };

function undescribed(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && type.name !== 'AWSDateTime',
  );
  const parts = types.flatMap((type) => {
    const members: readonly Described[] = isEnumType(type)
      ? type.getValues()
      : isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : [];
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
      type as never,
    );
    const self = isRoot ? [] : [{ name: type.name, description: type.description }];
    return [
      ...self,
      ...members.map((member) => ({ name: `${type.name}.${member.name}`, description: member.description })),
    ];
  });
  return parts.filter(({ description }) => !description).map(({ name }) => name);
}
