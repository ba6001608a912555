import type { Finding } from '../parsed';
import {
  APPSYNC_REQUEST_TIMEOUT,
  copiesCanGo,
  functionsAnswerInTime,
  prodHidesIntrospection,
  prodIsProtected,
  provisionedFitsReserved,
  userPoolIsProtected,
} from '../resources/rules';
import { INDEX_RULES } from './index-rules';
import { PLACE_RULES } from './place-rules';
import type { ParsedRoomCache, Rule } from './rule';

/*
 * Rules across fields, a function each. They look at what the schema left, so every part may be missing: that is reported
 * already.
 */

export const RULES: readonly Rule[] = [
  (section, place) => prodIsProtected(section, place, 'members cannot get back', (table) => table === FETCHED_AGAIN),
  prodHidesIntrospection,
  copiesCanGo,
  capacityIsOrdered,
  indexesArePaidAsTheirTable,
  provisionedFitsReserved,
  functionsAnswerInTime,
  closingAnswersInTime,
  logGroupIsTheApis,
  ({ api }, place) =>
    userPoolIsProtected(poolOf(api?.auth), place, ['api', 'auth', 'members'], 'members cannot get back: who they are'),
  ...PLACE_RULES,
  ...INDEX_RULES,
];

/** The table whose items TMDB has, too: recovery off, with its reason, is a choice. */
const FETCHED_AGAIN = 'filterCache';

type ParsedAuth = NonNullable<ParsedRoomCache['api']>['auth'];

const poolOf = (auth: ParsedAuth) => (auth?.mode === 'COGNITO' ? auth.members : undefined);

function capacityIsOrdered({ tables = {} }: ParsedRoomCache): Finding[] {
  return entries(tables).flatMap(([table, { billing, adopt }]) =>
    [
      { path: ['billing'], of: provisioned(billing) },
      { path: ['adopt', 'billing'], of: provisioned(adopt?.billing) },
      ...entries(adopt?.globalIndexes ?? {}).map(([name, of]) => ({ path: ['adopt', 'globalIndexes', name], of })),
    ].flatMap(({ path, of }) =>
      (['read', 'write'] as const).flatMap((direction) => {
        const units = of[direction];
        if (typeof units !== 'object') return [];
        const { min, max } = units;
        if (min === undefined || max === undefined || min <= max) return [];
        return [
          { path: ['tables', table, ...path, direction, 'max'], value: max, allowed: `${min} (its min) or more` },
        ];
      }),
    ),
  );
}

type ParsedBilling = NonNullable<NonNullable<ParsedRoomCache['tables']>['rooms']>['billing'];

const provisioned = (billing: ParsedBilling) => (billing?.mode === 'PROVISIONED' ? billing : {});

/** DynamoDB wants capacity of each index of a provisioned table, and refuses it on demand. */
function indexesArePaidAsTheirTable({ tables = {} }: ParsedRoomCache): Finding[] {
  return entries(tables).flatMap(([table, { billing, adopt }]) => {
    const mode = (adopt?.billing ?? billing)?.mode;
    const [wanted, others] =
      mode === 'PROVISIONED'
        ? ([
            ['read', 'write'],
            ['maxReadRequestUnits', 'maxWriteRequestUnits'],
          ] as const)
        : ([[], ['read', 'write']] as const);
    return entries(adopt?.globalIndexes ?? {}).flatMap(([name, index]) => {
      const path = (setting: string) => ['tables', table, 'adopt', 'globalIndexes', name, setting];
      return [
        ...wanted
          .filter((setting) => !(setting in index))
          .map((setting) => ({
            path: path(setting),
            value: undefined,
            allowed: `capacity units; its table is ${mode}`,
          })),
        ...others
          .filter((setting) => index[setting] !== undefined)
          .map((setting) => ({ path: path(setting), value: index[setting], allowed: `nothing; its table is ${mode}` })),
      ];
    });
  });
}

function closingAnswersInTime({ functions }: ParsedRoomCache): Finding[] {
  const room = functions?.room?.timeout;
  const cache = functions?.cache?.timeout;
  if (room === undefined || cache === undefined || room + cache < APPSYNC_REQUEST_TIMEOUT) return [];
  if (room >= APPSYNC_REQUEST_TIMEOUT || cache >= APPSYNC_REQUEST_TIMEOUT) return []; // said already, of the one that is
  const most = APPSYNC_REQUEST_TIMEOUT - 1 - room;
  const allowed = `at most ${most} seconds; closeRoom waits for room (${room}) and then for cache, and AppSync ends a request after ${APPSYNC_REQUEST_TIMEOUT}`;
  return [{ path: ['functions', 'cache', 'timeout'], value: cache, allowed }];
}

/** AppSync writes into a log group that it names by the API's id, and into no other. */
function logGroupIsTheApis({ api, logs }: ParsedRoomCache): Finding[] {
  const name = logs?.adopt?.api?.name;
  if (name === undefined) return [];
  const expected = api?.adopt?.id === undefined ? undefined : `/aws/appsync/apis/${api.adopt.id}`;
  if (name === expected) return [];
  const allowed =
    expected === undefined
      ? 'nothing, unless systems.roomCache.api.adopt says which API it is of: AppSync names it by the id of the API'
      : `'${expected}', the log group of the API that is adopted`;
  return [{ path: ['logs', 'adopt', 'api', 'name'], value: name, allowed }];
}

function entries<T extends object>(record: T): [string, NonNullable<T[keyof T]>][] {
  return Object.entries(record) as [string, NonNullable<T[keyof T]>][];
}
