import type { Json } from '../plan/value';
import { PLACEHOLDER } from '../plan/placeholder';

type Side = Json | undefined;

/** Whether it is what stands in a sensitive value's place: `(sensitive 3)`. */
export const isHidden = (value: Side): value is string => typeof value === 'string' && WHOLE.test(value);

const WHOLE = new RegExp(`^${PLACEHOLDER}$`);

/** Whether something in it is sensitive and not the same on both sides: nobody can see what it has become. */
export function changesUnseen({ before, after }: { readonly before: Side; readonly after: Side }): boolean {
  if (before === after) return false;
  const [from, to] = [hiddenIn(before), hiddenIn(after)];
  return from.some((one) => !to.includes(one)) || to.some((one) => !from.includes(one));
}

/** @param name of an attribute, such as `ttl.enabled` */
export const describeUnseen = (name: string): string => `${name} is sensitive: whether it got worse cannot be seen`;

/** Each with the names that lead to it: two that have changed places are not the same. Places in lists say nothing. */
function hiddenIn(value: Side, names = ''): readonly string[] {
  if (isHidden(value)) return [`${names} ${value}`];
  if (Array.isArray(value)) return value.flatMap((child: Json) => hiddenIn(child, names));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, Json]) => hiddenIn(child, `${names}.${name}`));
}
