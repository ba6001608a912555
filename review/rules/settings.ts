import type { Json, ResourceChange } from '../plan/model';
import {
  attributesAt,
  describeChange,
  isEmpty,
  isNew,
  isOff,
  isOn,
  isSet,
  mayDiffer,
  numberOf,
  type Attribute,
} from './attributes';
import { changesUnseen, describeUnseen } from './hidden';
import { blocking, type Line } from './line';

/** An attribute, and when it has got worse. */
export interface Setting {
  /** `ttl.enabled`, `rule[id].expiration.days` */
  readonly path: string;
  readonly isWorse: (before: Json | undefined, after: Json | undefined) => boolean;
  /** Default: every type that has such an attribute, whatever the provider. */
  readonly types?: readonly string[];
  /** Whether it is as bad on something new, where there is no before. Default: it is not. */
  readonly evenWhenNew?: boolean;
}

/**
 * The attributes that have got worse. What is sensitive and has changed blocks, whatever the setting: it may have.
 *
 * @param line `blocking` or `warning`
 */
export function worsened(
  change: ResourceChange,
  settings: readonly Setting[],
  line: (text: string) => Line,
  describe: (attribute: Attribute) => string = describeChange,
): Line[] {
  if (!isSet(change)) return [];
  const hadBefore = !isNew(change);
  const isConcerned = ({ path, types, evenWhenNew }: Setting): boolean =>
    mayDiffer(change, path) && (evenWhenNew || hadBefore) && types?.includes(change.type) !== false;
  return settings.filter(isConcerned).flatMap(({ path, isWorse }) =>
    attributesAt(change, path).flatMap((attribute) => {
      const { name, before, after } = attribute;
      if (before === after) return [];
      if (changesUnseen(attribute)) return [blocking(describeUnseen(name))];
      return isWorse(before, after) ? [line(describe(attribute))] : [];
    }),
  );
}

type IsWorse = Setting['isWorse'];

/** On before, and not any more. */
export const turnsOff: IsWorse = (before, after) => isOn(before) && !isOn(after);

/** Off by an explicit false, and not off before: for what is on unless it says otherwise. */
export const turnsExplicitlyOff: IsWorse = (before, after) => isOff(after) && !isOff(before);

/** On by now, and not on before. */
export const turnsOn: IsWorse = (before, after) => isOn(after) && !isOn(before);

export const shrinks: IsWorse = (before, after) => compare(before, after, (a, b) => b < a);

/** The same for a limit: -1, or nothing, is none. */
export const limitShrinks: IsWorse = (before, after) => {
  const [from, to] = [before, after].map((one) => one ?? -1).map((one) => (one === -1 ? Infinity : numberOf(one)));
  return from !== undefined && to !== undefined && to < from;
};

/** The same for a time or a depth: zero, or nothing, is no limit. */
export const noneAtZeroShrinks: IsWorse = (before, after) => {
  const [from, to] = [before, after].map((one) => numberOf(one ?? 0)).map((one) => (one === 0 ? Infinity : one));
  return from !== undefined && to !== undefined && to < from;
};

export const grows: IsWorse = (before, after) => compare(before, after, (a, b) => b > a);

/** There was a value, and there is none. */
export const goesAway: IsWorse = (before, after) => !isEmpty(before) && isEmpty(after);

/** There was another value before; one that is not known yet may be the same. */
export const becomes =
  (...bad: readonly string[]): IsWorse =>
  (before, after) =>
    bad.some((one) => after === one && before !== one);

/** From one value to any other. */
export const leaves =
  (...good: readonly string[]): IsWorse =>
  (before, after) =>
    good.some((one) => before === one && after !== one);

/** Lower in an order, the best first; what the order does not have is not judged. */
export const sinksIn =
  (...order: readonly string[]): IsWorse =>
  (before, after) => {
    const [from, to] = [before, after].map((one) => order.findIndex((level) => level === one)) as [number, number];
    return from >= 0 && to > from;
  };

function compare(before: Json | undefined, after: Json | undefined, isWorse: (a: number, b: number) => boolean) {
  const [from, to] = [numberOf(before), numberOf(after)];
  return from !== undefined && to !== undefined && isWorse(from, to);
}
