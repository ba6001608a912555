import { isObject, isSame, ownOf, writeJson } from '../plan/json';
import type { ResourceChange } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { ExactNumber } from '../plan/number';
import { isHidden } from './hidden';

/** Stands where a value is known only after the apply. */
export const UNKNOWN = '(known after the apply)';

/** One attribute of one object, before and after; undefined where there is none, `UNKNOWN` where nobody knows. */
export interface Attribute {
  /** `rule[daily].lifecycle.delete_after` */
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

type Side = Json | undefined;

/**
 * The attributes that a path leads to. A nested block is an object in a synthesis, and a list of one in a plan: a name
 * steps into either. `rule[rule_name]` steps into every block of a list, told apart by what it says there;
 * `parameter[name=rds.force_ssl]` only into the one that says so. What is sensitive stands for all that is within.
 *
 * @param path such as `ttl.enabled`
 */
export function attributesAt(change: ResourceChange, path: string): Attribute[] {
  const { before, after, unknown } = change;
  const { steps, root, hasList } = parsePath(path);
  // Most types have nothing of that name: rules ask every change for every attribute that they know.
  if (!hasOwn(before, root) && !hasOwn(after, root) && !hasOwn(unknown, root) && unknown !== true) {
    return hasList ? [] : [{ name: path, before: undefined, after: undefined }];
  }
  return walk(before ?? undefined, after ?? undefined, unknown, steps, '');
}

/** Whether anything differs where a path leads to: told for all paths at once, since every rule asks for its own. */
export function mayDiffer(change: ResourceChange, path: string): boolean {
  const names = differing.get(change) ?? differingNames(change);
  differing.set(change, names);
  return names === 'any' || names.has(parsePath(path).root);
}

const differing = new WeakMap<ResourceChange, ReadonlySet<string> | 'any'>();

function differingNames({ before, after, unknown }: ResourceChange): ReadonlySet<string> | 'any' {
  if (unknown === true) return 'any';
  const names = [before, after, unknown].flatMap((side) => (isObject(side) ? Object.keys(side) : []));
  return new Set(
    names.filter((name) => ownOf(unknown, name) !== undefined || !isSame(ownOf(before, name), ownOf(after, name))),
  );
}

/** The value of the attribute that a path without lists leads to. */
export const attributeAt = (change: ResourceChange, path: string): Attribute => attributesAt(change, path)[0]!;

/** Whether it lives on: created, or changed, or made anew in another's place. */
export const isSet = ({ action }: ResourceChange): boolean =>
  action === 'create' || action === 'update' || action === 'replace';

/** Whether nothing is known of a before: in a synthesis, that goes for what is imported, too. */
export const isNew = ({ before }: ResourceChange): boolean => before === null || Object.keys(before).length === 0;

/** Whether it goes, and nothing comes in its place. */
export const isGone = ({ action, deposed }: ResourceChange): boolean => action === 'delete' && deposed === undefined;

/** The blocks of one name: of a list, or one alone; none when there are none, or none that can be seen. */
export function blocksOf(side: Side, name: string): readonly JsonObject[] {
  const value = ownOf(side, name);
  return (Array.isArray(value) ? (value as Json[]) : [value]).filter(isObject);
}

/** Numbers are texts at times, also with a unit: `"604800s"`. */
export function numberOf(value: Side): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof ExactNumber) return Number(value.source);
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?s?$/.test(value)) return undefined;
  return Number.parseFloat(value);
}

export const isOn = (value: Side): boolean => value === true || value === 'true';
export const isOff = (value: Side): boolean => value === false || value === 'false';

/** Whether there is nothing: `null`, `""`, `[]` and `{}` are no more than a missing attribute. */
export const isEmpty = (value: Side): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every((child: Json) => isEmpty(child)));

/** The texts of a list, or of one alone; what is no text is left out. */
export const textsOf = (value: Side): readonly string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');

/** Elements of a list that it has no more. One that is known only after the apply may be any of them. */
export function lostFrom({ before, after }: Attribute): readonly string[] {
  if (after === UNKNOWN) return [];
  const hidden = Array.isArray(after) ? after.filter((one) => typeof one !== 'string').length : 0;
  const left = textsOf(after);
  const lost = textsOf(before).filter((one) => !left.includes(one));
  return lost.slice(0, Math.max(0, lost.length - hidden));
}

/** `retention_in_days goes from 90 to 7` */
export const describeChange = ({ name, before, after }: Attribute): string =>
  before === undefined || before === null
    ? `${name} is ${show(after)}`
    : `${name} goes from ${show(before)} to ${show(after)}`;

/** `retention_in_days was 90, and is known only after the apply` */
export const describeUnknown = ({ name, before }: Attribute): string =>
  `${name} was ${show(before)}, and is known only after the apply`;

/** Whole, however long: whoever accepts a finding accepts all of it, and a part of a secret would not be hidden. */
export function show(value: Side): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? value : writeJson(value);
  return text === '' ? '""' : text;
}

interface ParsedPath {
  readonly steps: readonly string[];
  /** Name of the attribute that it begins with. */
  readonly root: string;
  readonly hasList: boolean;
}

const parsed = new Map<string, ParsedPath>();

function parsePath(path: string): ParsedPath {
  const known = parsed.get(path);
  if (known) return known;
  const steps = path.match(/(?:\[[^\]]*\]|[^.[])+/g) ?? [];
  const made = { steps, root: /^\w+/.exec(path)?.[0] ?? path, hasList: path.includes('[') };
  parsed.set(path, made);
  return made;
}

const hasOwn = (value: Json, name: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

function walk(before: Side, after: Side, unknown: Side, [step, ...rest]: readonly string[], at: string): Attribute[] {
  if (unknown === true) return [{ name: name(at, step, rest), before: undo(before, step, rest), after: UNKNOWN }];
  if (step === undefined) return [{ name: at, before, after }];
  const list = /^(\w+)\[(\w+)(?:=(.+))?\]$/.exec(step);
  if (list === null) {
    const [old, now, mark] = [before, after, unknown].map((side) => child(side, step));
    return walk(old, now, mark, rest, at === '' ? step : `${at}.${step}`);
  }
  const [, block, key, wanted] = list as unknown as [string, string, string, string?];
  const nameOf = (one: JsonObject): string => show(ownOf(one, key));
  const isWanted = (one: JsonObject): boolean => wanted === undefined || nameOf(one) === wanted;
  const [gone, come] = [before, after].map((side) => blocksOf(first(side), block)) as [JsonObject[], JsonObject[]];
  const marks = child(unknown, block);
  const path = `${at}${at && '.'}${block}`;
  if (marks === true) return walk(gone.find(isWanted), undefined, true, rest, path);
  const [goneUnseen, comeUnseen] = [before, after].map((side) => textsOf(child(side, block)).filter(isHidden));
  const unseen = goneUnseen!.length + comeUnseen!.length > 0;
  const names = [...new Set([...gone, ...come].filter(isWanted).map(nameOf))];
  const seen = names.flatMap((one) => {
    const place = come.findIndex((other) => nameOf(other) === one);
    const mark = Array.isArray(marks) ? (marks as Json[])[place] : undefined;
    const old = gone.find((other) => nameOf(other) === one);
    return walk(old, come[place], mark, rest, `${path}[${one}]`);
  });
  return unseen ? [...seen, { name: path, before: goneUnseen, after: comeUnseen }] : seen;
}

/** A sensitive block is as sensitive in each of its attributes. */
function child(side: Side, step: string): Side {
  const inner = first(side);
  if (isHidden(inner)) return inner;
  return ownOf(inner, step);
}

const first = (side: Side): Side => (Array.isArray(side) ? (side as Json[])[0] : side);

const name = (at: string, step: string | undefined, rest: readonly string[]): string =>
  [at, step, ...rest].filter((one) => one !== undefined && one !== '').join('.');

/** What stood before at the end of a path, of which a part is unknown by now. */
function undo(before: Side, step: string | undefined, rest: readonly string[]): Side {
  if (step === undefined) return before;
  return walk(before, undefined, undefined, [step, ...rest], '')[0]?.before;
}
