import {
  type DirectiveNode,
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import { own } from '../../../../keys/own';
import type { Report } from '../errors';

/** AppSync's, of a field of Subscription. */
export const SUBSCRIBE = 'aws_subscribe';

/** The mutations that tell a field of Subscription. */
export function mutationsOf({ astNode }: GraphQLField<unknown, unknown>): readonly string[] {
  const directive = directiveOf(astNode);
  return (directive && namesIn(directive)) ?? [];
}

const directiveOf = (node: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined) =>
  node?.directives?.find(({ name }) => name.value === SUBSCRIBE);

/** @returns undefined for what is no list of names */
function namesIn({ arguments: given = [] }: DirectiveNode): readonly string[] | undefined {
  const value = given.find(({ name }) => name.value === 'mutations')?.value;
  if (value?.kind !== Kind.LIST || value.values.length === 0) return undefined;
  const names = value.values.flatMap((one) => (one.kind === Kind.STRING ? one.value : []));
  return names.length === value.values.length ? names : undefined;
}

/**
 * Says of fields of Subscription which of them AppSync refuses, or tells nothing.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html
 *
 * @param answered the fields that have a resolver, `Subscription.onVote`, which may filter by any argument; undefined where they are not known yet
 */
export function checkSubscriptions(
  schema: GraphQLSchema,
  answered: ReadonlySet<string> | undefined,
  report: Report,
): void {
  const subscription = schema.getSubscriptionType();
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const { astNode } of type === subscription ? [] : Object.values(type.getFields())) {
      const directive = directiveOf(astNode);
      const roots = subscription ? `of ${subscription.name}` : 'of a type that schema { subscription: … } names';
      const message = `@${SUBSCRIBE} is for fields ${roots}, not of ${type.name}.`;
      if (directive) report(directive, message);
    }
  }
  for (const field of Object.values(subscription?.getFields() ?? {})) {
    const name = `${subscription!.name}.${field.name}`;
    const node = field.astNode!;
    const directive = directiveOf(node);
    if (!directive) {
      const write = `Write @${SUBSCRIBE}(mutations: ["…"]), with the mutations that tell it`;
      report(node, `Nothing tells ${name}, though AppSync takes it: it has no @${SUBSCRIBE}. ${write}.`);
      continue;
    }
    const names = namesIn(directive);
    if (!names) {
      const said = `The mutations argument on the ${SUBSCRIBE} directive has an invalid value`; // seen in aws-amplify/docs#1279
      report(directive, `${said}. Write a list of names, (mutations: ["addPost"]).`);
      continue;
    }
    for (const mutation of names) {
      const told = own(mutations, mutation);
      if (!told) {
        const known = Object.keys(mutations).join(', ') || 'none';
        report(directive, `@${SUBSCRIBE} names ${mutation}, which is no mutation of the schema. It has ${known}.`);
      } else if (shapeOf(told.type) !== shapeOf(field.type)) {
        const said = 'The subscription has an invalid output type'; // seen in dabit3/graphql-api-cdk-serverless-postgres#1
        const both = `${name} is ${shapeOf(field.type)}, the mutation ${mutation} ${shapeOf(told.type)}`;
        report(directive, `${said}: ${both}. Make them one type; only what is required of it may differ.`);
      }
    }
    if (answered && !answered.has(name)) checkArguments(name, field, report);
  }
}

/** Without a resolver, an argument is compared with the field of its name: where there is none, nobody who gives it is told anything. */
function checkArguments(name: string, field: GraphQLField<unknown, unknown>, report: Report): void {
  const payload = getNamedType(field.type);
  const fields = 'getFields' in payload ? Object.keys(payload.getFields()) : [];
  for (const argument of field.args.filter((one) => !fields.includes(one.name))) {
    const message = `${name} would tell nothing to who gives ${argument.name}: ${payload.name} has no such field`;
    const next = `Give it one, or let a resolver of ${name} set a filter (extensions.setSubscriptionFilter)`;
    report(argument.astNode!, `${message}. ${next}.`);
  }
}

/** A type but for what is required of it. */
function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return shapeOf(type.ofType as GraphQLOutputType);
  return isListType(type) ? `[${shapeOf(type.ofType)}]` : type.name;
}
