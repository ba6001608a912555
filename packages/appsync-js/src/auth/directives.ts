import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  Kind,
  valueFromAST,
} from 'graphql';
import { own } from '../../../../keys/own';
import type { Report } from '../errors';
import type { AuthenticationType, Providers } from './authentication';

/** What AppSync has, where the mode is known here. */
export const MODES: Readonly<Record<string, AuthenticationType>> = {
  aws_api_key: 'API_KEY',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};

/** What `cognito_groups` says: null for no group in particular, undefined for what is no list of names. */
export function groupsOf({ arguments: given = [] }: DirectiveNode): readonly string[] | null | undefined {
  const argument = given.find(({ name }) => name.value === 'cognito_groups');
  return argument ? (valueFromAST(argument.value, NAMES) as readonly string[] | null | undefined) : null;
}

const NAMES = new GraphQLList(new GraphQLNonNull(GraphQLString));

/**
 * Says of the directives that let somebody in where they let nobody in, or do not do what they say.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 *
 * @param providers the ways into the API; undefined where they are not known yet
 */
export function checkAuthDirectives(document: DocumentNode, providers: Providers | undefined, report: Report): void {
  const roots = rootsOf(document);
  const modes = providers && new Set(providers.map(({ authenticationType }) => authenticationType));
  const check = (node: DirectiveNode, type: string): void => {
    const name = node.name.value;
    const mode = own(MODES, name);
    if (!mode) return;
    if (groupsOf(node) === undefined) {
      report(node, `cognito_groups of @${name} has to be a list of groups' names.`);
    } else if (modes && !modes.has(mode)) {
      report(node, `@${name} lets nobody in: the API has no ${mode}. It has ${[...modes].join(', ')}.`);
    } else if (name === 'aws_auth' && providers && providers.length > 1) {
      const said = '"You can\'t use the @aws_auth directive along with additional authorization modes."';
      report(node, `${said} Write @aws_cognito_user_pools, with the same arguments.`);
    } else if (name === 'aws_auth' && !roots.has(type)) {
      const reported = `AppSync is reported not to look at @aws_auth below ${[...roots].join(', ')} (aws-appsync-community#275)`;
      report(node, `${reported}. Write @aws_cognito_user_pools, with the same arguments.`);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const { name, directives = [], fields = [] } = definition;
    for (const node of [...directives, ...fields.flatMap((field) => field.directives ?? [])]) check(node, name.value);
  }
}

/** The types of operations. */
function rootsOf({ definitions }: DocumentNode): ReadonlySet<string> {
  const said = definitions.flatMap((one) => (one.kind === Kind.SCHEMA_DEFINITION ? one.operationTypes : []));
  return new Set(said.length > 0 ? said.map(({ type }) => type.name.value) : ['Query', 'Mutation', 'Subscription']);
}
