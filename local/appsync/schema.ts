import {
  type ASTVisitFn,
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  specifiedDirectives,
  specifiedScalarTypes,
  visit,
} from 'graphql';
import { own } from '../../keys/own';
import { withCommentDescriptions } from './comment-descriptions';
import type { Problem } from './errors';
import { awsScalars } from './scalars';

/** Directives that change nothing for who comes with an API key, the only way in here. */
const harmlessDirectives = ['aws_api_key', 'aws_cognito_user_pools'];

/** AppSync's, of which the local run has no counterpart. */
const unknownDirectives = ['aws_subscribe', 'aws_iam', 'aws_oidc', 'aws_lambda', 'aws_auth', 'aws_publish'];

const DIRECTIVES = `
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
`;

/**
 * The schema as AppSync reads it: with its scalars and directives, none of which the SDL declares.
 *
 * @param sdl of the API
 * @param problems takes what AppSync would refuse, and what the local run does not know
 * @returns undefined when there is a problem
 */
export function readSchema(sdl: string, problems: Problem[]): GraphQLSchema | undefined {
  const report = (node: { loc?: { startToken: { line: number } } | undefined }, message: string) =>
    problems.push({ where: 'schema', ...(node.loc && { line: node.loc.startToken.line }), message });
  try {
    const document = withCommentDescriptions(parse(sdl));
    const before = problems.length;
    const scalars = findScalars(document, report);
    checkDirectives(document, report);
    if (problems.length > before) return undefined;
    const declared = parse([DIRECTIVES, ...scalars.map((name) => `scalar ${name}`)].join('\n'));
    const schema = buildASTSchema({ ...document, definitions: [...declared.definitions, ...document.definitions] });
    for (const name of scalars) adopt(schema.getType(name) as GraphQLScalarType, own(awsScalars, name)!);
    return schema;
  } catch (error) {
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
    const messages = (error as Error).message.split('\n\n'); // graphql-js joins what it finds
    problems.push(...messages.map((message) => ({ where: 'schema', ...(line && { line }), message })));
    return undefined;
  }
}

type Report = (node: { loc?: { startToken: { line: number } } | undefined }, message: string) => void;

/** The scalars of AppSync that the schema uses. */
function findScalars(document: DocumentNode, report: Report): string[] {
  const found = new Set<string>();
  const builtIn = specifiedScalarTypes.map(({ name }) => name).join(', ');
  visit(document, {
    NamedType: (node) => {
      const name = node.name.value;
      if (own(awsScalars, name)) found.add(name);
      else if (name.startsWith('AWS')) {
        report(node, `The local run does not know the scalar ${name}. It knows ${Object.keys(awsScalars).join(', ')}.`);
      }
    },
    ScalarTypeDefinition: (node) => {
      const known = Object.keys(awsScalars).join(', ');
      report(
        node,
        `AppSync has no scalars of one's own: ${node.name.value}. It has ${builtIn}; the local run knows ${known}.`,
      );
    },
    OperationTypeDefinition: (node) => {
      if (node.operation === OperationTypeNode.SUBSCRIPTION) report(node, 'The local run does not know subscriptions.');
    },
    ObjectTypeDefinition: (node) => {
      if (node.name.value === 'Subscription') report(node, 'The local run does not know subscriptions.');
    },
  });
  return [...found];
}

function checkDirectives(document: DocumentNode, report: Report): void {
  const known = [...specifiedDirectives.map(({ name }) => name), ...harmlessDirectives];
  const check: ASTVisitFn<DirectiveNode> = (node, _, all) => {
    const name = node.name.value;
    const isBeside = (one: string) => (all as readonly DirectiveNode[]).some((other) => other.name.value === one);
    if (name === 'aws_cognito_user_pools' && !isBeside('aws_api_key')) {
      report(node, `The local run knows @${name} only beside @aws_api_key: without it, no API key is let in.`);
      return;
    }
    if (known.includes(name)) return;
    const what = unknownDirectives.includes(name)
      ? `The local run does not know @${name}`
      : `AppSync has no directive @${name}`;
    report(node, `${what}. Known are ${known.map((each) => `@${each}`).join(', ')}.`);
  };
  visit(document, { [Kind.DIRECTIVE]: check });
}

function adopt(declared: GraphQLScalarType, { serialize, parseValue, parseLiteral }: GraphQLScalarType): void {
  Object.assign(declared, { serialize, parseValue, parseLiteral });
}
