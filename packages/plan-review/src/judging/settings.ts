import type { ResourceChange } from '../plan/model';
import type { Json } from '../plan/value';
import {
  attributeAt,
  attributesAt,
  describeChange,
  isEmpty,
  isNew,
  isOff,
  isOn,
  isSet,
  mayDiffer,
  numberOf,
  show,
  UNKNOWN,
} from './attributes';
import type { Attribute } from './attributes';
import { changesUnseen, describeUnseen } from './hidden';
import type { Line } from './line';

/** Types of whatever provider: for names that mean the same with all of them, such as `deletion_protection`. */
export const ANY = 'any type';

/** When a value is worse than another. */
export interface Worsening {
  (before: Json | undefined, after: Json | undefined): boolean;
  /** What is left of it when the resource is destroyed; undefined where that is no worse. */
  readonly gone?: Json;
}

/** An attribute, and when it has got worse. */
export interface Setting {
  /** `ttl.enabled`, `rule[id].expiration.days` */
  readonly path: string;
  readonly isWorse: Worsening;
  /** Types that have it. A path into a block always names them: another type's block of that name is another thing. */
  readonly types: readonly string[] | RegExp | typeof ANY;
  /** Whether it is as bad on something new, where there is no before. Default: it is not. */
  readonly evenWhenNew?: boolean;
  /** Whether it is as bad when the resource goes: what it is a setting of stays. Default: unless a rule is about who gets in. */
  readonly evenWhenGone?: boolean;
  /** Whether it counts for this change. Default: it does. */
  readonly when?: (change: ResourceChange) => boolean;
  /** Default: `retention_in_days goes from 90 to 7`. */
  readonly describe?: (attribute: Attribute) => string;
}

/**
 * The attributes that have got worse, for all that can be seen: what is sensitive, or known only after the apply, is
 * `hidden-change`'s.
 *
 * @param line `blocking` or `warning`
 */
export const worsened = (change: ResourceChange, settings: readonly Setting[], line: (text: string) => Line): Line[] =>
  concerned(change, settings).flatMap(({ setting, attribute }) =>
    attribute.after !== UNKNOWN && !changesUnseen(attribute) && setting.isWorse(attribute.before, attribute.after)
      ? [line((setting.describe ?? describeChange)(attribute))]
      : [],
  );

/** Attributes of which it cannot be seen whether they have got worse: sensitive ones, and those not known yet. */
export const hidden = (change: ResourceChange, settings: readonly Setting[]): Attribute[] =>
  concerned(change, settings).flatMap(({ setting, attribute }) => {
    const { before, after } = attribute;
    const mayBeWorse = after === UNKNOWN ? setting.isWorse(before, after) : changesUnseen(attribute);
    return mayBeWorse ? [attribute] : [];
  });

/** @returns a sentence for each attribute of these names whose change is sensitive */
export const unseenAt = (change: ResourceChange, names: readonly string[]): string[] =>
  isSet(change)
    ? names
        .map((name) => attributeAt(change, name))
        .filter(changesUnseen)
        .map(({ name }) => describeUnseen(name))
    : [];

/**
 * What stands worse when the resource is destroyed: as it was.
 *
 * @param isJudged where the setting does not say
 */
export const ended = (change: ResourceChange, settings: readonly Setting[], isJudged: boolean): Attribute[] =>
  settingsOf(change.type, settings).flatMap(({ path, isWorse, types, when, evenWhenGone = isJudged }) => {
    if (!evenWhenGone || isWorse.gone === undefined || when?.(change) === false) return [];
    return attributesAt({ ...change, after: null, unknown: {} }, path).filter(
      ({ before }) => (types !== ANY || !isEmpty(before)) && isWorse(before, isWorse.gone),
    );
  });

function concerned(
  change: ResourceChange,
  settings: readonly Setting[],
): { readonly setting: Setting; readonly attribute: Attribute }[] {
  const found: { readonly setting: Setting; readonly attribute: Attribute }[] = [];
  if (!isSet(change)) return found;
  const hadBefore = !isNew(change);
  // One pass without lists between: this runs for every change, for every rule.
  for (const setting of settingsOf(change.type, settings)) {
    const { path, evenWhenNew, when } = setting;
    if (!(hadBefore || evenWhenNew) || !mayDiffer(change, path) || when?.(change) === false) continue;
    for (const attribute of attributesAt(change, path)) {
      if (attribute.before !== attribute.after) found.push({ setting, attribute });
    }
  }
  return found;
}

/** Of a list, those of one type: told once for each type, since a plan has thousands of a few. */
function settingsOf(type: string, settings: readonly Setting[]): readonly Setting[] {
  const byType = known.get(settings) ?? new Map<string, readonly Setting[]>();
  known.set(settings, byType);
  const found = byType.get(type) ?? settings.filter((one) => isOfType(one, type));
  byType.set(type, found);
  return found;
}

const isOfType = ({ types }: Setting, type: string): boolean =>
  types === ANY || (types instanceof RegExp ? types.test(type) : types.includes(type));

const known = new WeakMap<readonly Setting[], Map<string, readonly Setting[]>>();

/** @param gone what is left of it when the resource is destroyed */
const worse = (gone: Json, isWorse: (before: Json | undefined, after: Json | undefined) => boolean): Worsening =>
  Object.assign(isWorse, { gone });

/** On before, and not any more. */
export const turnsOff = worse(false, (before, after) => isOn(before) && !isOn(after));

/** Off by an explicit false, and not off before: for what is on unless it says otherwise. */
export const turnsExplicitlyOff = worse(false, (before, after) => isOff(after) && !isOff(before));

/** On by now, and not on before. */
export const turnsOn: Worsening = (before, after) => isOn(after) && !isOn(before);

/** The same of a word, as parameters of databases have it: `1`, `ON`, `enabled` by one that is off, or by none. */
export const switchesOff = worse(null, (before, after) => isOnWord(before) && !isOnWord(after));

/** Off by an explicit word, where nothing was said: for what is on unless it says otherwise. */
export const isSwitchedOff: Worsening = (before, after) => isEmpty(before) && isOffWord(after);

const isOffWord = (value: Json | undefined): boolean => /^(-1|0|disabled?|false|no|none|off)$/i.test(show(value));

const isOnWord = (value: Json | undefined): boolean => !isEmpty(value) && value !== UNKNOWN && !isOffWord(value);

export const shrinks = worse(0, (before, after) => compare(before, after, (a, b) => b < a));

/** To nothing. */
export const shrinksToZero = worse(0, (before, after) => shrinks(before, after) && numberOf(after) === 0);

/** The same for a limit: -1, or nothing, is none. */
export const limitShrinks = worse(0, (before, after) => {
  const [from, to] = [before, after].map((one) => one ?? -1).map((one) => (one === -1 ? Infinity : numberOf(one)));
  return from !== undefined && to !== undefined && to < from;
});

/** Nothing at all is let through any more. */
export const limitSinksToZero = worse(0, (before, after) => limitShrinks(before, after) && numberOf(after) === 0);

/** The same for a time or a depth: zero, or nothing, is no limit. */
export const noneAtZeroShrinks: Worsening = (before, after) => {
  const [from, to] = [before, after].map((one) => numberOf(one ?? 0)).map((one) => (one === 0 ? Infinity : one));
  return from !== undefined && to !== undefined && to < from;
};

export const grows: Worsening = (before, after) => compare(before, after, (a, b) => b > a);

/** One text instead of another. */
export const isAnother: Worsening = (before, after) => isText(before) && isText(after) && before !== after;

export const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

/** There was a value, and there is none. */
export const goesAway = worse(null, (before, after) => !isEmpty(before) && isEmpty(after));

/** There was another value before; one that is not known yet may be the same. */
export const becomes = (...bad: readonly [string, ...string[]]): Worsening =>
  worse(bad[0], (before, after) => bad.some((one) => after === one && before !== one));

/** From one value to any other. */
export const leaves = (...good: readonly string[]): Worsening =>
  worse(null, (before, after) => good.some((one) => before === one && after !== one));

/** Lower in an order, the best first; what the order does not have is not judged. */
export const sinksIn = (...order: readonly string[]): Worsening =>
  worse(order.at(-1)!, (before, after) => {
    const [from, to] = [before, after].map((one) => order.findIndex((level) => level === one)) as [number, number];
    return from >= 0 && to > from;
  });

/** For what a destroyed resource does not make worse. */
export const onlyWhileItIs =
  (isWorse: Worsening): Worsening =>
  (before, after) =>
    isWorse(before, after);

function compare(before: Json | undefined, after: Json | undefined, isWorse: (a: number, b: number) => boolean) {
  const [from, to] = [numberOf(before), numberOf(after)];
  return from !== undefined && to !== undefined && isWorse(from, to);
}
