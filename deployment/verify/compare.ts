import { own } from '../../keys/own';
import { failed, passed, type Outcome } from '../checks';

/** One thing that is looked at. */
export interface Fact {
  /** In AWS's words: `billing mode`. */
  readonly attribute: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** Characters of a value that a message shows. */
const SHOWN = 200;

/** What differs, a phrase each: `billing mode is "PROVISIONED", expected "PAY_PER_REQUEST"`. Values compare as data. */
export function differences(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ found, expected }) => canonical(found) !== canonical(expected))
    .map(({ attribute, found, expected }) => `${attribute} is ${show(found)}, expected ${show(expected)}`);
}

/** What AWS and the state have by name, one fact for each name that either has. */
export function namedFacts(
  kind: string,
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): Fact[] {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names]
    .sort()
    .map((name) => ({ attribute: `${kind} ${name}`, found: own(found, name), expected: own(expected, name) }));
}

/** Passed when there is no difference, otherwise failed with all of them. @param subject `table trinity-rooms-dev` */
export function judge(
  subject: string,
  different: readonly string[],
  { detail, next }: { detail: string; next: string },
): Outcome {
  return different.length === 0 ? passed(detail) : failed(`${subject}: ${different.join('; ')}.`, next);
}

/** What puts back what was changed after a deploy. */
export const putBack = (environmentName: string): string =>
  `Something changed it after the deploy. \`npx cdktf deploy ${environmentName}\` puts it back.`;

/** A list whose order AWS does not keep. */
export function unordered(values: readonly unknown[] | null | undefined): unknown[] {
  return (values ?? []).map(plain).sort((a, b) => ((canonical(a) ?? '') < (canonical(b) ?? '') ? -1 : 1));
}

/** An attribute that is not set: the provider writes it as null, "" or 0, AWS leaves it out. */
export function set<T>(value: T): T | undefined {
  return value === null || value === '' || value === 0 ? undefined : value;
}

/** @returns undefined of what is not set */
const canonical = (value: unknown): string | undefined => JSON.stringify(plain(value));

/** Without what is undefined, keys in order: equal data look the same. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, plain(one)]));
}

function show(value: unknown): string {
  const text = canonical(value) ?? 'not set';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
