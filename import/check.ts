import type { Environment } from '../environments';
import type { Adoption } from '../environments/resources/table';
import { own } from '../keys/own';
import { changesOf } from '../packages/plan-review/src/changes';
import { describePath } from '../packages/plan-review/src/changes/path';
import { applyFails } from '../packages/plan-review/src/rules/apply-fails';
import type { Plan, ResourceChange } from '../packages/plan-review/src/plan/model';
import type { JsonObject } from '../packages/plan-review/src/plan/value';
import { explainAnother, explainWithin, type AnotherInState } from './another-in-state';
import { compareTables } from './compare';
import type { DeclaredTable } from './declared';
import type { TableDescription } from './description';
import type { FoundTable } from './inspect';
import { scaledBy, showScaled, type Scaled } from './scaled';
import type { Difference } from './schema';
import { addedBlocks, type AdoptedObject } from './objects';
import type { CheckedAdoption } from './schema';
import { stopsOf } from './stops';

/** One that is adopted beside tables, and what only AWS can tell of it. */
export type JudgedObject = AdoptedObject & Pick<CheckedAdoption, 'problems' | 'notSeen'>;

/**
 * Judges a plan at every address that is adopted: by what happens there and by attribute, never by counts. A plan of no
 * changes does not prove that a table is what is declared, so each table is compared with its declaration as well.
 *
 * @param addresses that are imported
 * @param found the tables of the account
 * @param objects that are adopted beside tables, with what only AWS can tell of them. Default: none
 * @param others that the state has in their place. Default: none
 */
export function checkAdoptions(
  plan: Plan,
  addresses: readonly string[],
  found: readonly FoundTable[],
  declared: readonly DeclaredTable[],
  { name: environment, tags, systems: { roomCache } }: Pick<Environment, 'name' | 'systems' | 'tags'>,
  objects: readonly JudgedObject[] = [],
  others: readonly AnotherInState[] = [],
): CheckedAdoption[] {
  const changes = changesOf(plan).flatMap((layer) => layer.changes);
  return addresses.map((address) => {
    const resource = plan.resources.find((one) => one.address === address && one.deposed === undefined);
    const table = declared.find((one) => one.address === address);
    const adoption = table && own(roomCache.tables, table.id)?.adopt;
    const existing = found.find(({ name }) => name === table?.name);
    const isInState = resource !== undefined && resource.action !== 'create' && !resource.importing;
    const object = objects.find((one) => one.address === address);
    const of = table ? { id: table.name, path: `systems.roomCache.tables.${table.id}.adopt` } : object;
    const other = others.find((one) => one.address === address);
    const around = others.find(({ within }) => within.includes(address));
    const isAnother = other?.isThere === true || around !== undefined;
    const planned = [
      ...(other ? [Object.values(explainAnother(other, { name: environment })).join(' ')] : []),
      ...(around ? [explainWithin(around)] : []),
      ...(isAnother ? [] : plannedProblems(resource, plan, address, of?.path)),
      ...deposedProblems(plan, address, environment),
    ];
    const isUpdated = !isAnother && resource?.action === 'update';
    const changed = isUpdated ? changes.find((one) => one.address === address) : undefined;
    const attributes = [...new Set(changed?.attributes.map(({ path }) => asNamed(path)))];
    if (!table || !adoption) {
      const name = object?.id ?? resource?.importing?.id ?? address;
      const [had, has] = [resource?.before, resource?.after].map((side) => (side?.['tags_all'] ?? {}) as JsonObject);
      const addedTags = isUpdated ? Object.keys(tags).filter((tag) => addedTo(had, has).includes(tag)) : [];
      const added = isUpdated && object ? addedBlocks(object, resource) : {};
      const scaled = resource && scaledBy(resource.before ?? {});
      const ofTable = scaled && declared.find((one) => one.name === scaled.table);
      const ofAdoption = ofTable && own(roomCache.tables, ofTable.id)?.adopt?.changes;
      const named = namedIn({ ...object?.always, ...added, ...object?.changes, ...ofAdoption });
      const others = attributes
        .filter((path) => !isTagOf(addedTags, path))
        .map((path) => (scaled ? namesOfScaling(resource.type, scaled, path) : ([path] as const)));
      const problems = [
        ...planned,
        ...(object?.problems ?? []),
        ...others.filter((names) => !names.some((name) => nameOf(named, name))).map(([path]) => undeclared(path)),
      ];
      const changes = happening(named, others.flat());
      return { address, name, problems, addedTags, changes, notSeen: object?.notSeen ?? [], isInState };
    }
    const judged = judge(table, existing, adoption, attributes);
    return { address, name: table.name, ...judged, problems: [...planned, ...judged.problems], isInState };
  });
}

/** Tags that are there afterwards, and were not. One that gets another value is changed, not added. */
const addedTo = (had: object = {}, has: object = {}): string[] =>
  Object.keys(has).filter((tag) => !Object.hasOwn(had, tag));

type Named = readonly [attribute: string, reason: string];

/** A path is in itself, too. */
const isIn = (path: string, whole: string): boolean =>
  path === whole || (path.startsWith(whole) && /^[.[]/.test(path.slice(whole.length)));

/** @returns the one that names a path, or what the path is in */
const nameOf = (named: readonly Named[], path: string): Named | undefined => named.find(([name]) => isIn(path, name));

/** The provider's blocks that a table has one of, which a plan writes as lists. */
const SINGLE = /^(on_demand_throughput|point_in_time_recovery|server_side_encryption|ttl)\[0\]/;

/**
 * A plan's path as comparisons and adoptions write it. The provider's `tags_all` are the tags once more, with those of the
 * environment: a change of both is one.
 */
const asNamed = (path: string): string =>
  isIn(path, 'tags_all') ? path.replace('tags_all', 'tags') : path.replace(SINGLE, '$1');

const namedIn = (changes: Readonly<Record<string, string>> = {}): Named[] =>
  Object.entries(changes).map(([attribute, reason]) => [asNamed(attribute), reason]);

/**
 * What an adoption calls an attribute of what scales its table: comparisons tell what a policy aims at with the target that it
 * follows.
 */
function namesOfScaling(type: string, scaled: Scaled, attribute: string): readonly [name: string, ...others: string[]] {
  const part = showScaled(scaled);
  const isAim = attribute === 'target_tracking_scaling_policy_configuration[0].target_value';
  return [`${type}[${part}].${attribute}`, ...(isAim ? [`aws_appautoscaling_target[${part}]`] : [])];
}

/** Of what is named, that which one of these paths is, or is in, with its reason. */
const happening = (named: readonly Named[], paths: readonly string[]): string[] =>
  named
    .filter((one) => paths.some((path) => nameOf(named, path) === one))
    .map(([attribute, reason]) => `${attribute}: ${reason}`);

const undeclared = (path: string): string => `The plan changes ${path}, which the adoption does not name.`;

function plannedProblems(
  resource: ResourceChange | undefined,
  plan: Plan,
  address: string,
  path = 'the adoption',
): string[] {
  const { complete, errored, deferred } = plan;
  if ((!complete && !errored) || deferred.some(({ change }) => change.address === address)) {
    return ['The plan is not complete: what is put off to a later one, nobody has seen.'];
  }
  if (!resource) return [errored ? 'Terraform has not come to it: check again.' : 'The plan does not speak of it.'];
  if (resource.action === 'no-op') return [];
  if (resource.action === 'update') return [...(applyFails.find(resource, plan)?.because ?? [])];
  if (resource.action === 'create') return ['The plan makes a new one: AWS has none of this name.'];
  const forcing = resource.replacePaths.map(describePath);
  return [
    `The plan would ${resource.action} it${resource.importing ? ', right after it is imported' : ''}.${
      forcing.length > 0
        ? ` It has another ${forcing.join(', ')}, which AWS never changes: say in ${path} what it has.`
        : ''
    }`,
  ];
}

/** What a replacement that did not come to its end has left at the address, and Terraform destroys without a word of it. */
const deposedProblems = ({ resources }: Plan, address: string, environment: string): string[] =>
  resources
    .filter((one) => one.address === address && one.deposed !== undefined && one.action !== 'no-op')
    .map(({ deposed, action, before }) => {
      const { id } = before ?? {};
      return `The plan would ${action} an older one there${typeof id === 'string' ? `, ${id}` : ''}, which a replacement left behind (deposed ${deposed}). If it may go, deploy without the adoption first; else let both go, they stay in AWS, and what is adopted is imported again: terraform -chdir=cdktf.out/stacks/${environment} state rm ${address}`;
    });

function judge(
  { id, table }: DeclaredTable,
  existing: FoundTable | undefined,
  adoption: Adoption,
  attributes: readonly string[],
): Pick<CheckedAdoption, 'problems' | 'addedTags' | 'changes' | 'notSeen'> {
  const nothing = { addedTags: [], changes: [], notSeen: existing?.notSeen ?? [] };
  const living = existing?.table;
  if (!living) {
    const why = existing?.reason ?? `AWS has no table ${adoption.name}, in this account and region.`;
    return { ...nothing, problems: [why] };
  }
  const stops = stopsOf(living);
  if (stops.length > 0) return { ...nothing, problems: stops.map(({ why }) => why) };

  const addedTags = addedTo(living.tags, table.tags);
  const named = namedIn(adoption.changes);
  const isAddedTag = (path: string) => isTagOf(addedTags, path);
  const differences = compareTables(living, table);
  const changing = differences.filter(({ effect, path }) => effect !== 'unseen' && !isAddedTag(path));
  const isTold = (path: string) =>
    nameOf(named, path) !== undefined || isAddedTag(path) || changing.some((one) => covers(one.path, path));
  const allowed = changing.flatMap((one): [Difference, string][] => {
    const name = one.effect === 'in-place' ? nameOf(named, one.path) : undefined;
    return name ? [[one, name[1]]] : [];
  });
  /** Of what scales the table, a resource of its own, the plan is judged at that one's address. */
  const isPlanned = (told: Difference) =>
    told.path.startsWith('aws_') || attributes.some((path) => covers(told.path, path));
  return {
    problems: [
      ...lostWith(living, table).map(
        (one) =>
          `It loses its ${one}: name it in systems.roomCache.tables.${id}.adopt, and take it away in a deploy of its own.`,
      ),
      ...changing
        .filter(({ effect, path }) => effect === 'replace' || effect === 'refused' || !nameOf(named, path))
        .map(({ path, cost }) => `${path}: ${cost}`),
      ...attributes.filter((path) => !partsOf(path, living, table).every(isTold)).map((path) => undeclared(path)),
    ],
    addedTags,
    changes: allowed.filter(([one]) => isPlanned(one)).map(([one, reason]) => toldOf(one, reason)),
    notSeen: [
      ...nothing.notSeen,
      ...allowed
        .filter(([one]) => !isPlanned(one))
        .map(([{ path }]) => `${path}: It is named, and not what is declared, but the plan does not change it.`),
      ...differences.filter(({ effect }) => effect === 'unseen').map(({ path, cost }) => `${path}: ${cost}`),
    ],
  };
}

/** What happens and what it costs, and why it may. `--write` puts the cost into the reason. */
const toldOf = ({ path, cost }: Difference, reason: string): string =>
  reason.includes(cost) ? `${path}: ${reason}` : `${path}: ${cost} Why: ${reason}`;

/** What no reason of an adoption makes safe: protections, and tables in other regions, which go with their items. */
function lostWith(living: TableDescription, declared: TableDescription): string[] {
  const there = new Map(declared.replicas?.map((replica) => [replica.region, replica]));
  return [
    ...(living.deletionProtection && !declared.deletionProtection ? ['deletion protection'] : []),
    ...(living.recovery && !declared.recovery ? ['point-in-time recovery'] : []),
    ...(living.replicas ?? []).flatMap(({ region, recovery }) => {
      const replica = there.get(region);
      if (!replica) return [`replica in ${region}, with the items there`];
      return recovery && !replica.recovery ? [`point-in-time recovery in ${region}`] : [];
    }),
  ];
}

/** Paths are as a comparison and a review write them. */
const isTagOf = (tags: readonly string[], path: string): boolean =>
  tags.some((tag) => path === describePath(['tags', tag]));

/**
 * What a plan's attribute is about. DynamoDB wants the types of the attributes that are in keys, and of no other: one comes
 * and goes with the indexes that have it.
 */
function partsOf(path: string, living: TableDescription, declared: TableDescription): readonly string[] {
  const [had, has] = [living, declared].map(({ globalIndexes }) =>
    [...(globalIndexes ?? [])].flatMap(([name, { key }]) =>
      key?.some((one) => one && path === describePath(['attribute', `[${one.name}]`]))
        ? [describePath(['global_secondary_index', `[${name}]`])]
        : [],
    ),
  ) as [string[], string[]];
  const changed = [...had.filter((one) => !has.includes(one)), ...has.filter((one) => !had.includes(one))];
  return changed.length > 0 ? changed : [path];
}

/** Whether a difference that was told is what a plan's attribute is about. */
const covers = (told: string, path: string): boolean => isIn(path, told) || isIn(told, path);
