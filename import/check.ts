import type { Environment } from '../environments';
import type { Adoption } from '../environments/table-schema';
import { own } from '../keys/own';
import { changesOf } from '../review/changes';
import { describePath } from '../review/changes/path';
import { applyFails } from '../review/rules/apply-fails';
import type { JsonObject, Plan, ResourceChange } from '../review/plan/model';
import { compareTables } from './compare';
import type { DeclaredTable } from './declared';
import { stopOf, type FoundTable } from './inspect';
import { addedBlocks, type AdoptedObject } from './objects';

/** What a deploy would do to one object that is adopted. */
export interface CheckedAdoption {
  /** `aws_dynamodb_table.rooms` */
  readonly address: string;
  /** The table's; of another object, what Terraform imports it by, where the plan says it. */
  readonly name: string;
  /** Why it must not be deployed so. Sentences; none when it may. */
  readonly problems: readonly string[];
  /** Tags of the environment that the table gets. */
  readonly addedTags: readonly string[];
  /** What the adoption names among its changes and happens, with its reason. */
  readonly changes: readonly string[];
  /** What nobody can tell. */
  readonly notSeen: readonly string[];
  /** Whether the state has it already. */
  readonly isInState: boolean;
}

/** One that is adopted beside tables, and what only AWS can tell of it. */
export type JudgedObject = AdoptedObject & Pick<CheckedAdoption, 'problems' | 'notSeen'>;

/**
 * Judges a plan at every address that is adopted: by what happens there and by attribute, never by counts. A plan of no
 * changes does not prove that a table is what is declared, so each table is compared with its declaration as well.
 *
 * @param addresses that are imported
 * @param found the tables of the account
 * @param objects that are adopted beside tables, with what only AWS can tell of them. Default: none
 */
export function checkAdoptions(
  plan: Plan,
  addresses: readonly string[],
  found: readonly FoundTable[],
  declared: readonly DeclaredTable[],
  { tables, tags }: Pick<Environment, 'tables' | 'tags'>,
  objects: readonly JudgedObject[] = [],
): CheckedAdoption[] {
  const changes = changesOf(plan).flatMap((layer) => layer.changes);
  return addresses.map((address) => {
    const resource = plan.resources.find((one) => one.address === address && one.deposed === undefined);
    const attributes = changes.find((one) => one.address === address)?.attributes.map(({ path }) => path) ?? [];
    const table = declared.find((one) => one.address === address);
    const adoption = table && own(tables, table.id)?.adopt;
    const existing = found.find(({ name }) => name === table?.name);
    const planned = plannedProblems(resource, plan, address);
    const isInState = resource !== undefined && resource.action !== 'create' && !resource.importing;
    if (!table || !adoption) {
      const object = objects.find((one) => one.address === address);
      const name = object?.id ?? resource?.importing?.id ?? address;
      const isMade = resource?.action === 'create';
      const [had, has] = [resource?.before, resource?.after].map((side) => (side?.['tags_all'] ?? {}) as JsonObject);
      const addedTags = isMade ? [] : Object.keys(tags).filter((tag) => addedTo(had, has).includes(tag));
      const added = object && resource ? addedBlocks(object, resource) : {};
      const named = Object.entries({ ...object?.always, ...added, ...object?.changes });
      const others = isMade ? [] : attributes.filter((path) => !isTagOf(addedTags, path));
      const problems = [
        ...planned,
        ...(isInState && object ? anotherInState(object, resource) : []),
        ...(object?.problems ?? []),
        ...others.filter((path) => !nameOf(named, path)).map((path) => undeclared(path)),
      ];
      const changes = happening(named, others);
      return { address, name, problems, addedTags, changes, notSeen: object?.notSeen ?? [], isInState };
    }
    const judged = judge(table, existing, adoption, attributes);
    return { address, name: table.name, ...judged, problems: [...planned, ...judged.problems], isInState };
  });
}

/** Tags that are there afterwards, and were not. One that gets another value is changed, not added. */
const addedTo = (had: object = {}, has: object = {}): string[] =>
  Object.keys(has).filter((tag) => !Object.hasOwn(had, tag));

/** Terraform imports nothing to an address at which the state has something: a plan shows no change then. */
function anotherInState({ id, path }: AdoptedObject, { before }: ResourceChange): string[] {
  const there = before?.['id'];
  if (typeof there !== 'string' || there === id) return [];
  return [`The state has another one there, ${there}: ${path} is not taken over. Take that out of the state first.`];
}

type Named = readonly [attribute: string, reason: string];

/** @returns the one that names a path, or what the path is in */
const nameOf = (named: readonly Named[], path: string): Named | undefined =>
  named.find(([name]) => path === name || (/^[.[]/.test(path.slice(name.length)) && path.startsWith(name)));

/** Of what is named, that which one of these paths is, or is in, with its reason. */
const happening = (named: readonly Named[], paths: readonly string[]): string[] =>
  named
    .filter((one) => paths.some((path) => nameOf(named, path) === one))
    .map(([attribute, reason]) => `${attribute}: ${reason}`);

const undeclared = (path: string): string => `The plan changes ${path}, which the adoption does not name.`;

function plannedProblems(resource: ResourceChange | undefined, plan: Plan, address: string): string[] {
  const { complete, deferred } = plan;
  if (!complete || deferred.some(({ change }) => change.address === address)) {
    return ['The plan is not complete: what is put off to a later one, nobody has seen.'];
  }
  if (!resource) return ['The plan does not speak of it.'];
  if (resource.action === 'no-op') return [];
  if (resource.action === 'update') return [...(applyFails.find(resource, plan)?.because ?? [])];
  if (resource.action === 'create') return ['The plan makes a new one: AWS has none of this name.'];
  return [`The plan would ${resource.action} it${resource.importing ? ', right after it is imported' : ''}.`];
}

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
  const stop = stopOf(living);
  if (stop !== undefined) return { ...nothing, problems: [stop] };

  const addedTags = addedTo(living.tags, table.tags);
  const named = Object.entries(adoption.changes ?? {});
  const isAddedTag = (path: string) => isTagOf(addedTags, path);
  const differences = compareTables(living, table);
  const changing = differences.filter(({ effect, path }) => effect !== 'unseen' && !isAddedTag(path));
  const lost = [
    ...(living.deletionProtection && !table.deletionProtection ? ['deletion protection'] : []),
    ...(living.recovery && !table.recovery ? ['point-in-time recovery'] : []),
  ];
  return {
    problems: [
      ...lost.map(
        (one) => `It loses its ${one}: name it in tables.${id}.adopt, and switch it off in a deploy of its own.`,
      ),
      ...changing
        .filter(({ effect, path }) => effect === 'replace' || effect === 'refused' || !nameOf(named, path))
        .map(({ path, cost }) => `${path}: ${cost}`),
      ...attributes
        .filter((path) => !nameOf(named, path) && !isAddedTag(path) && !changing.some((one) => covers(one.path, path)))
        .map((path) => undeclared(path)),
    ],
    addedTags,
    changes: happening(
      named,
      changing.map(({ path }) => path),
    ),
    notSeen: [
      ...nothing.notSeen,
      ...differences.filter(({ effect }) => effect === 'unseen').map(({ path, cost }) => `${path}: ${cost}`),
    ],
  };
}

/** As a comparison and a review write their paths. */
const TAGS = ['tags', 'tags_all'] as const;

const isTagOf = (tags: readonly string[], path: string): boolean =>
  tags.some((tag) => TAGS.some((of) => path === `${of}.${tag}` || path === describePath([of, tag])));

/** Whether a difference that was told is what a plan's attribute is about. */
const covers = (told: string, path: string): boolean => path.startsWith(told) || told.startsWith(path);
