import {
  type ASTVisitFn,
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  getLocation,
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedDirectives,
  specifiedScalarTypes,
  validateSchema,
  visit,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate';
import { own } from '../../../keys/own';
import { excerpt } from '../../../programs/excerpt';
import { withCommentDescriptions } from './comment-descriptions';
import type { Problem, Report } from './errors';
import { awsScalars } from './scalars';
import type { Providers } from './auth/authentication';
import { checkAuthDirectives, MODES } from './auth/directives';
import { checkSubscriptions, SUBSCRIBE } from './subscriptions/schema';

/** AppSync's, of which the local run has no counterpart. */
const unknownDirectives = ['aws_iam', 'aws_oidc', 'aws_publish'];

const DIRECTIVES = `
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_lambda on OBJECT | FIELD_DEFINITION
  directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION
  directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;

/** A schema as somebody has written it, which another was made of. */
export interface SchemaSource {
  /** Relative to the checkout: `api/schema.graphql`. */
  readonly file: string;
  readonly sdl: string;
}

export interface SchemaOptions {
  /** That the SDL was made of: what is wrong in it is said with its lines. Default: with those of the SDL */
  readonly source?: SchemaSource | undefined;
  /** The ways into the API, which directives speak of. Default: any */
  readonly providers?: Providers;
  /** Fields that have a resolver, `Query.room`. Default: any may have one */
  readonly answered?: ReadonlySet<string>;
}

/**
 * The schema as AppSync reads it: with its scalars and directives, none of which the SDL declares.
 *
 * @param sdl of the API
 * @param problems takes what AppSync would refuse, and what the local run does not know, all of it at once
 * @returns undefined when there is a problem
 */
export function readSchema(
  sdl: string,
  problems: Problem[],
  { source, ...known }: SchemaOptions = {},
): GraphQLSchema | undefined {
  const wrong = source ? judge(source.sdl, { where: source.file, file: source.file }, known).problems : [];
  const { problems: inSdl, schema } = wrong.length > 0 ? { problems: wrong } : judge(sdl, { where: 'schema' }, known);
  problems.push(...inSdl);
  return schema;
}

interface Judged {
  readonly problems: readonly Problem[];
  readonly schema?: GraphQLSchema;
}

function judge(
  sdl: string,
  named: Pick<Problem, 'where' | 'file'>,
  { providers, answered }: Omit<SchemaOptions, 'source'>,
): Judged {
  const problems: Problem[] = [];
  const add = (message: string, place: { readonly line: number; readonly column: number } | undefined): void => {
    // Of one place, the first to speak has the most to say: graphql-js knows neither AppSync's scalars nor its directives.
    const isSaid = place && problems.some(({ line, column }) => line === place.line && column === place.column);
    if (!isSaid) problems.push({ ...named, ...place, message });
  };
  const addErrors = (errors: readonly GraphQLError[]): void => {
    // Where something is there twice, the last place is the one too many.
    for (const { message, locations } of errors) add(message, locations?.at(-1));
  };
  const report: Report = (node, message) => add(message, node.loc && getLocation(node.loc.source, node.loc.start));

  let document: DocumentNode;
  try {
    document = withCommentDescriptions(parse(sdl));
  } catch (error) {
    const place = error instanceof GraphQLError ? error.locations?.[0] : undefined;
    if (!place) throw error;
    const { message } = error as GraphQLError;
    return { problems: [{ ...named, ...place, message, excerpt: excerpt(sdl, place) }] };
  }
  const scalars = findScalars(document, report);
  checkDirectives(document, report);
  checkAuthDirectives(document, providers, report);
  const declared = parse([DIRECTIVES, ...scalars.map((name) => `scalar ${name}`)].join('\n'));
  const whole = { ...document, definitions: [...declared.definitions, ...document.definitions] };
  addErrors(validateSDL(whole));
  if (problems.length > 0) return { problems };
  const schema = buildASTSchema(whole, { assumeValidSDL: true });
  addErrors(validateSchema(schema));
  checkSubscriptions(schema, answered, report);
  if (problems.length > 0) return { problems };
  for (const name of scalars) adopt(schema.getType(name) as GraphQLScalarType, own(awsScalars, name)!);
  return { problems, schema };
}

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
        node.name,
        `AppSync has no scalars of one's own: ${node.name.value}. It has ${builtIn}; the local run knows ${known}.`,
      );
    },
  });
  return [...found];
}

function checkDirectives(document: DocumentNode, report: Report): void {
  const known = [...specifiedDirectives.map(({ name }) => name), ...Object.keys(MODES), SUBSCRIBE];
  const check: ASTVisitFn<DirectiveNode> = (node) => {
    const name = node.name.value;
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
