import type { ConstDirectiveNode, DocumentNode } from 'graphql/language';

/** Who may ask for a field: a kind of provider, and of a user pool perhaps some groups only. */
interface Admitted {
  readonly kind: string;
  /** Undefined: all. */
  readonly groups: readonly string[] | undefined;
}

/** By field (`Query.room`), who may ask for it. */
type Fields = ReadonlyMap<string, readonly Admitted[]>;

const KINDS: ReadonlyMap<string, string> = new Map([
  ['aws_api_key', 'API_KEY'],
  ['aws_auth', 'AMAZON_COGNITO_USER_POOLS'],
  ['aws_cognito_user_pools', 'AMAZON_COGNITO_USER_POOLS'],
  ['aws_iam', 'AWS_IAM'],
  ['aws_lambda', 'AWS_LAMBDA'],
  ['aws_oidc', 'OPENID_CONNECT'],
]);

/* eslint-disable-next-line @typescript-eslint/no-require-imports -- most plans change no schema */
const lazily = { graphql: () => require('graphql/language') as typeof import('graphql/language') };

/**
 * Who may ask for each field: whom its directives name, or else those of its type, or else the API's default. `@aws_auth`
 * says nothing where an API has more than its default. Source:
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
 *
 * @param kinds of the API's providers, the default one first
 * @returns undefined for a schema that cannot be read here
 */
export function fieldsOf(schema: string, kinds: readonly string[]): Fields | undefined {
  const { Kind, parse } = lazily.graphql();
  let document: DocumentNode;
  try {
    document = parse(schema, { noLocation: true });
  } catch {
    return undefined;
  }
  const fallback: readonly Admitted[] = kinds.slice(0, 1).map((kind) => ({ kind, groups: undefined }));
  const admitted = (directives: readonly ConstDirectiveNode[] = []): readonly Admitted[] | undefined => {
    const found = directives.flatMap(({ name: { value: name }, arguments: given = [] }) => {
      const kind = KINDS.get(name);
      if (kind === undefined || (name === 'aws_auth' && kinds.length > 1)) return [];
      const groups = given.find((one) => one.name.value === 'cognito_groups')?.value;
      const names = groups?.kind === Kind.LIST ? groups.values : groups ? [groups] : undefined;
      return [{ kind, groups: names?.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])) }];
    });
    return found.length > 0 ? found : undefined;
  };
  return new Map(
    document.definitions.flatMap((type) => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
      const all = admitted(type.directives) ?? fallback;
      return (type.fields ?? []).map(
        ({ name, directives }) => [`${type.name.value}.${name.value}`, admitted(directives) ?? all] as const,
      );
    }),
  );
}

/** Those who may ask for a field and might not before: `Query.room: API_KEY`. Fields that are new are no loss. */
export const gainedIn = (before: Fields, after: Fields, isJudged: (kind: string) => boolean): readonly string[] =>
  [...after].flatMap(([field, now]) => {
    const had = before.get(field);
    if (had === undefined) return [];
    return now
      .filter(({ kind }) => isJudged(kind))
      .filter((one) => !had.some((other) => covers(other, one)))
      .map(({ kind, groups }) => `${field}: ${kind}${groups ? ` (${groups.join(', ')})` : ''}`);
  });

const covers = (wide: Admitted, narrow: Admitted): boolean =>
  wide.kind === narrow.kind &&
  (wide.groups === undefined || narrow.groups?.every((one) => wide.groups!.includes(one)) === true);
