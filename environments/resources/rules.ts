import type { Finding, Parsed } from '../parsed';
import type { Place } from '../section';
import type { FunctionConfig } from './lambda-function';
import type { Protection, TableConfig } from './table';

/*
 * Rules across fields that hold for the resources of any system, a function each. They look at what the schema left, so every part may
 * be missing: that is reported already. Paths are those within the system's section.
 */

type Tables = { readonly tables?: Readonly<Record<string, Parsed<TableConfig> | undefined>> | undefined };
type Functions = { readonly functions?: Readonly<Record<string, Parsed<FunctionConfig> | undefined>> | undefined };
type Api = { readonly api?: { readonly introspection?: boolean | undefined } | undefined };
type UserPool = { readonly deletionProtection?: Parsed<Protection> | undefined };
type ParsedPlace = Parsed<Place>;

/** Seconds after which AppSync ends a request, whatever its functions still do. */
export const APPSYNC_REQUEST_TIMEOUT = 30;

/** @param unless whether a table may do without point-in-time recovery: what it holds can be had again */
export function prodIsProtected(
  { tables = {} }: Tables,
  { name }: ParsedPlace,
  loses: string,
  unless: (table: string) => boolean = () => false,
): Finding[] {
  if (name !== 'prod') return [];
  return entriesOf(tables).flatMap(([table, config]) =>
    (['deletionProtection', 'pointInTimeRecovery'] as const).flatMap((protection) =>
      [
        { path: [protection], value: config[protection] },
        { path: ['adopt', protection], value: config.adopt?.[protection] },
      ]
        .filter(({ value }) => value?.enabled === false)
        .filter(() => !(protection === 'pointInTimeRecovery' && unless(table)))
        .map(({ path }) => ({
          path: ['tables', table, ...path, 'enabled'],
          value: false,
          allowed: `true; prod's tables hold what ${loses}`,
        })),
    ),
  );
}

export function prodHidesIntrospection({ api }: Api, { name }: ParsedPlace): Finding[] {
  if (name !== 'prod' || api?.introspection !== true) return [];
  return [{ path: ['api', 'introspection'], value: true, allowed: 'false; prod shows its schema to nobody' }];
}

/** What is allowed of a protection from deletion where there are copies. */
const COPY_CAN_GO = "false, with a reason: copies is true, and a person's copy is destroyed by who made it";

/** Who has made a copy takes it down again, and no rule or reviewer stands between. */
export function copiesCanGo({ tables = {} }: Tables, { name, copies }: ParsedPlace): Finding[] {
  if (copies !== true || name === 'prod') return []; // said of prod itself
  return entriesOf(tables)
    .filter(([, { deletionProtection }]) => deletionProtection?.enabled)
    .map(([table]) => ({
      path: ['tables', table, 'deletionProtection', 'enabled'],
      value: true,
      allowed: COPY_CAN_GO,
    }));
}

/**
 * Prod's pool is protected as its tables are; one that belongs to a person's copy is not: who made it takes it down again.
 *
 * @param path of the pool, within the system's section
 * @param loses what goes with the pool
 */
export function userPoolIsProtected(
  pool: UserPool | undefined,
  { name, copies }: ParsedPlace,
  path: readonly string[],
  loses: string,
): Finding[] {
  const enabled = pool?.deletionProtection?.enabled;
  const refused = (allowed: string) => [{ path: [...path, 'deletionProtection', 'enabled'], value: enabled, allowed }];
  if (name === 'prod') return enabled === false ? refused(`true; prod's user pool holds what ${loses}`) : [];
  return copies === true && enabled === true ? refused(COPY_CAN_GO) : [];
}

export function provisionedFitsReserved({ functions = {} }: Functions): Finding[] {
  return entriesOf(functions).flatMap(([name, { reservedConcurrency, provisionedConcurrency }]) => {
    if (reservedConcurrency === undefined || provisionedConcurrency === undefined) return [];
    if (provisionedConcurrency <= reservedConcurrency) return [];
    const allowed = `at most ${reservedConcurrency}, its reservedConcurrency`;
    return [{ path: ['functions', name, 'provisionedConcurrency'], value: provisionedConcurrency, allowed }];
  });
}

/** A resolver waits for each of them. */
export function functionsAnswerInTime({ functions = {} }: Functions): Finding[] {
  return entriesOf(functions)
    .filter(([, { timeout = 0 }]) => timeout >= APPSYNC_REQUEST_TIMEOUT)
    .map(([name, { timeout }]) => ({
      path: ['functions', name, 'timeout'],
      value: timeout,
      allowed: `at most ${APPSYNC_REQUEST_TIMEOUT - 1} seconds; a resolver waits for it, and AppSync ends a request after ${APPSYNC_REQUEST_TIMEOUT}`,
    }));
}

/** Without what is missing. */
function entriesOf<T>(record: Readonly<Record<string, T | undefined>>): [string, T][] {
  return Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined);
}
