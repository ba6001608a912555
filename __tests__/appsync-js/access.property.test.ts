import fc from 'fast-check';
import type { AuthenticationProvider } from '../../packages/appsync-js/src';
import { INHERITED_NAMES } from '../support/inherited-names';
import { byFunction, byKey, byPool, createApiWith, pool } from './doors';
import { API_KEY, computing, unit } from './test-api';

/*
 * AppSync's documented rule (security-authz.html#using-additional-authorization-modes), said once more and in another way: of a
 * field's directives, or else of its type's, one has to let the caller in; where there are none, the default mode has to be the
 * caller's.
 */

const GROUPS = ['admins', 'owners', ...INHERITED_NAMES];
const TYPES = { Query: ['q0', 'q1', 'a'], A: ['a0', 'a1', 'b'], B: ['b0', 'b1'] } as const;
type Type = keyof typeof TYPES;
const value = '{ a0: 1, a1: 1, b: { b0: 1, b1: 1 } }';
const resolvers = ['q0', 'q1', 'a'].map((field) =>
  computing(unit('return {};', `return ${field === 'a' ? value : 1};`), 'Query', field),
);

type Mode = AuthenticationProvider['authenticationType'];
interface Directive {
  readonly mode: Mode;
  readonly groups?: readonly string[];
}
interface Case {
  /** The default first. */
  readonly modes: readonly Mode[];
  readonly defaultAction: 'ALLOW' | 'DENY';
  /** By type, and by `Type.field`. */
  readonly directives: ReadonlyMap<string, readonly Directive[]>;
  readonly caller: { readonly mode: Mode; readonly groups: readonly string[]; readonly denied: readonly string[] };
}

const NAMES = { API_KEY: 'aws_api_key', AWS_LAMBDA: 'aws_lambda', AMAZON_COGNITO_USER_POOLS: 'aws_cognito_user_pools' };
const PLACES = Object.entries(TYPES).flatMap(([type, fields]) => [type, ...fields.map((field) => `${type}.${field}`)]);
const groups = fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 });

const cases: fc.Arbitrary<Case> = fc.shuffledSubarray(Object.keys(NAMES) as Mode[], { minLength: 1 }).chain((modes) => {
  const directive = fc
    .constantFrom(...modes)
    .chain((mode) =>
      mode === 'AMAZON_COGNITO_USER_POOLS'
        ? fc.option(groups, { nil: undefined }).map((some): Directive => (some ? { mode, groups: some } : { mode }))
        : fc.constant<Directive>({ mode }),
    );
  const some = fc.uniqueArray(directive, { maxLength: 3, selector: ({ mode }) => mode });
  return fc.record({
    modes: fc.constant(modes),
    defaultAction: fc.constantFrom('ALLOW' as const, 'DENY' as const),
    directives: fc.tuple(...PLACES.map(() => some)).map((all) => new Map(PLACES.map((place, n) => [place, all[n]!]))),
    caller: fc.record({
      mode: fc.constantFrom(...modes),
      groups,
      denied: fc.oneof(fc.constant([]), fc.uniqueArray(fc.constantFrom(...PLACES), { maxLength: 2 })),
    }),
  });
});

function sdlOf({ directives }: Case): string {
  const said = (place: string) =>
    directives
      .get(place)!
      .map(({ mode, groups: some }) => ` @${NAMES[mode]}${some ? `(cognito_groups: ${JSON.stringify(some)})` : ''}`)
      .join('');
  const typeOf = (field: string) => ({ a: 'A', b: 'B' })[field] ?? 'Int';
  return Object.entries(TYPES)
    .map(([type, fields]) => {
      const lines = fields.map((field) => `${field}: ${typeOf(field)}${said(`${type}.${field}`)}`);
      return `type ${type}${said(type)} { ${lines.join('\n')} }`;
    })
    .join('\n');
}

/** The rule. */
function answers({ modes, defaultAction, directives, caller }: Case, type: Type, field: string): boolean {
  if (caller.mode === 'AWS_LAMBDA' && caller.denied.includes(`${type}.${field}`)) return false;
  const own = directives.get(`${type}.${field}`)!;
  const deciding = own.length > 0 ? own : directives.get(type)!;
  if (deciding.length === 0) {
    const isDenied = caller.mode === 'AMAZON_COGNITO_USER_POOLS' && defaultAction === 'DENY';
    return caller.mode === modes[0] && !isDenied;
  }
  const naming = deciding.filter(({ mode }) => mode === caller.mode);
  return (
    naming.length > 0 && naming.every(({ groups: some }) => !some || some.some((one) => caller.groups.includes(one)))
  );
}

function expected(one: Case): { data: unknown; denied: string[] } {
  const denied: string[] = [];
  const of = (type: Type, path: string): object =>
    Object.fromEntries(
      TYPES[type].map((field) => {
        const at = `${path}${field}`;
        if (!answers(one, type, field)) {
          denied.push(`${at}: Not Authorized to access ${field} on type ${type}`);
          return [field, null];
        }
        return [field, field === 'a' ? of('A', `${at}/`) : field === 'b' ? of('B', `${at}/`) : 1];
      }),
    );
  return { data: of('Query', ''), denied: denied.sort() };
}

test('a field answers exactly when the rule says so', async () => {
  const seen = { answered: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const { modes, defaultAction, caller } = one;
      const providers = modes.map((mode, n) =>
        mode === 'API_KEY' ? byKey : mode === 'AWS_LAMBDA' ? byFunction() : byPool(n === 0 ? { defaultAction } : {}),
      );
      const invoke = () => Promise.resolve({ payload: { isAuthorized: true, deniedFields: caller.denied } });
      const api = createApiWith(providers, { invoke }, { schema: sdlOf(one), resolvers });
      const headers: Record<string, string> =
        caller.mode === 'API_KEY'
          ? { 'x-api-key': API_KEY }
          : { authorization: caller.mode === 'AWS_LAMBDA' ? 'ABC123' : pool.sign({ 'cognito:groups': caller.groups }) };
      // Without a name the query is planned where it can be; with one, graphql-js runs it.
      for (const operationName of [undefined, 'Q']) {
        const query = 'query Q { q0 q1 a { a0 a1 b { b0 b1 } } }';
        const { body } = await api.execute({ query, headers, ...(operationName && { operationName }) });
        const { data, errors = [] } = body as {
          data: unknown;
          errors?: { path: string[]; errorType: string; message: string }[];
        };
        const { data: wanted, denied } = expected(one);
        expect(JSON.parse(JSON.stringify(data))).toEqual(wanted);
        expect(errors.map(({ path, message }) => `${path.join('/')}: ${message}`).sort()).toEqual(denied);
        expect(errors.every(({ errorType }) => errorType === 'Unauthorized')).toBe(true);
        seen[denied.length > 0 ? 'denied' : 'answered'] += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(seen.answered).toBeGreaterThan(10);
  expect(seen.denied).toBeGreaterThan(100);
});
