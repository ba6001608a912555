import { keysOf } from '../../keys/entries';
import { TABLES } from '../../model/room-cache/tables';
import { otherwiseTyped, TIME_TO_LIVE, type KeyAttribute, type TableKey } from '../../model/table-key';
import type { Finding } from '../parsed';
import type { ParsedRoomCache, Rule } from './rule';

/*
 * What DynamoDB takes as the indexes and the TTL of a table, beyond one value at a time:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html and
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html. How many global indexes there may
 * be is no rule: 20 is what an account has until it asks for more. That an index copies a key of its table is none either:
 * AWS's own samples do.
 */

type ParsedTables = NonNullable<ParsedRoomCache['tables']>;
type ParsedAdoption = NonNullable<NonNullable<ParsedTables['rooms']>['adopt']>;

/** Of one table: where it stands below `adopt`, and what may. */
type AdoptionRule = (adopt: ParsedAdoption, key: TableKey) => Finding[];

const ofEachTable =
  (check: AdoptionRule): Rule =>
  ({ tables = {} }) =>
    keysOf(TABLES).flatMap((id) =>
      check(tables[id]?.adopt ?? {}, TABLES[id]).map((one) => ({
        ...one,
        path: ['tables', id, 'adopt', ...one.path],
      })),
    );

/** What DynamoDB has at most of one table. */
const MOST = { localIndexes: 5, copied: 100 };

const localIndexesHaveATableWithRanges: AdoptionRule = ({ localIndexes = {} }, { rangeKey }) =>
  rangeKey === undefined && Object.keys(localIndexes).length > 0
    ? [
        {
          path: ['localIndexes'],
          value: Object.keys(localIndexes),
          allowed: 'nothing: the table has no range key, and DynamoDB makes local indexes only where there is one',
        },
      ]
    : [];

const localIndexesAreFew: AdoptionRule = ({ localIndexes = {} }) => {
  const names = Object.keys(localIndexes);
  if (names.length <= MOST.localIndexes) return [];
  return [{ path: ['localIndexes'], value: names, allowed: `at most ${MOST.localIndexes} of them in a table` }];
};

const indexesHaveTwoKeys: AdoptionRule = ({ localIndexes = {}, globalIndexes = {} }, { hashKey }) =>
  [
    ...Object.entries(localIndexes).map(([name, index]) => ({
      path: ['localIndexes', name],
      hash: hashKey.name,
      range: index?.rangeKey?.name,
    })),
    ...Object.entries(globalIndexes).map(([name, index]) => ({
      path: ['globalIndexes', name],
      hash: index?.hashKey?.name,
      range: index?.rangeKey?.name,
    })),
  ].flatMap(({ path, hash, range }) =>
    range === undefined || hash !== range
      ? []
      : [
          {
            path: [...path, 'rangeKey', 'name'],
            value: range,
            allowed: `another attribute than ${hash}, its hash key; a global index may have no range key`,
          },
        ],
  );

const indexesHaveNamesOfTheirOwn: AdoptionRule = ({ localIndexes = {}, globalIndexes = {} }) =>
  Object.keys(globalIndexes)
    .filter((name) => Object.hasOwn(localIndexes, name))
    .map((name) => ({
      path: ['globalIndexes', name],
      value: name,
      allowed: 'another name than that of a local index: an index of a table has a name of its own',
    }));

const indexesCopyNotTooMuch: AdoptionRule = ({ localIndexes = {}, globalIndexes = {} }) => {
  const copied = [...Object.values(localIndexes), ...Object.values(globalIndexes)].flatMap((index) =>
    Array.isArray(index?.projection) ? (index.projection as readonly string[]) : [],
  );
  if (copied.length <= MOST.copied) return [];
  const allowed = `indexes that list at most ${MOST.copied} attributes together, an attribute in two of them counted twice; 'ALL' counts as none`;
  return [{ path: [], value: copied.length, allowed }];
};

interface PlacedKey extends KeyAttribute {
  readonly path: readonly string[];
}

/** Those keys of indexes that are said whole. */
const keysOfIndexes = ({ localIndexes = {}, globalIndexes = {} }: ParsedAdoption): PlacedKey[] => [
  ...Object.entries(localIndexes).flatMap(([name, index]) =>
    placed(['localIndexes', name, 'rangeKey'], index?.rangeKey),
  ),
  ...Object.entries(globalIndexes).flatMap(([name, index]) => [
    ...placed(['globalIndexes', name, 'hashKey'], index?.hashKey),
    ...placed(['globalIndexes', name, 'rangeKey'], index?.rangeKey),
  ]),
];

type SaidKey = { readonly [K in keyof KeyAttribute]?: KeyAttribute[K] | undefined };

const placed = (path: readonly string[], { name, type }: SaidKey = {}): PlacedKey[] =>
  name === undefined || type === undefined ? [] : [{ name, type, path }];

/** No plan would show that the table's own key, or another index's, gets another type. */
const attributesHaveOneType: AdoptionRule = (adopt, { hashKey, rangeKey }) => {
  const own = [hashKey, rangeKey].flatMap((key) => (key ? [{ ...key, path: [] }] : []));
  return otherwiseTyped<PlacedKey>([...own, ...keysOfIndexes(adopt)]).map(({ path, name, type, first }) => ({
    path: [...path, 'type'],
    value: type,
    allowed: `'${first}', as ${name} is in another key, of ${own.some((key) => key.name === name) ? 'the table' : 'an index'}; an attribute has one type`,
  }));
};

/** DynamoDB reads a number of seconds there, and leaves an item without one for ever. */
const timeToLiveIsATime: AdoptionRule = (adopt, { hashKey, rangeKey }) => {
  const { timeToLive = TIME_TO_LIVE } = adopt;
  if (timeToLive === false) return [];
  const finding = (why: string): Finding[] => [
    {
      path: ['timeToLive'],
      value: adopt.timeToLive,
      allowed: `an attribute with the time in seconds, such as 'ttl', or false; ${why}`,
    },
  ];
  if ([hashKey, rangeKey].some((key) => key?.name === timeToLive)) {
    return finding(`${timeToLive} is of the table's key, so it says which item it is, and not when it expires`);
  }
  const typed = keysOfIndexes(adopt).find(({ name, type }) => name === timeToLive && type !== 'N');
  const which = adopt.timeToLive === undefined ? `${timeToLive}, the default,` : timeToLive;
  return typed ? finding(`${which} is of type ${typed.type} in an index, and a time is a number (N)`) : [];
};

export const INDEX_RULES: readonly Rule[] = [
  localIndexesHaveATableWithRanges,
  localIndexesAreFew,
  indexesHaveTwoKeys,
  indexesHaveNamesOfTheirOwn,
  indexesCopyNotTooMuch,
  attributesHaveOneType,
  timeToLiveIsATime,
].map(ofEachTable);
