import type { z } from 'zod';
import { own, setOwn } from '../../keys/own';

/** A value that a file has, and that says nothing here. */
export interface Unreadable {
  /** Where it stands, such as `Resources.Books.Properties.TableName`. */
  readonly path: string;
  /** Sentences: what stands there, and why that cannot be read. */
  readonly why: string;
}

export interface Read<T> {
  /** Absent when what cannot be read is something that nothing is known without. */
  readonly value?: T;
  /** Paths of keys that nobody here knows. */
  readonly unknown: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

/** A sentence for each part that says nothing. */
export const notSeenIn = ({ unknown, unreadable }: Pick<Read<unknown>, 'unknown' | 'unreadable'>): string[] => [
  ...unknown.map((path) => `${path}: nobody here knows this key.`),
  ...unreadable.map(({ path, why }) => `${path}: ${why}`),
];

export type Path = readonly PropertyKey[];

/**
 * Parses what a schema knows of a value, and names the rest: an object with a key too many, or a list with an element that
 * cannot be read, does not spoil what stands beside it. What cannot be read is undefined to the schema, which says whether
 * what it stands in can be without it: an element keeps its place in its list.
 *
 * @param settingsOf what is not known when something at a path is not: the setting that it is a part of, and others that
 *   hang on it
 * @param nameOf a path in the file's own words
 */
export function readLeniently<T>(
  schema: z.ZodType<T>,
  value: unknown,
  settingsOf: (path: Path) => readonly [setting: Path, ...others: Path[]],
  nameOf: (path: Path) => string,
): Read<T> {
  const unknown: string[] = [];
  const unreadable: Unreadable[] = [];
  const root: { value?: unknown } = { value: structuredClone(value) };
  const taken = new Set<string>();
  const say = (path: Path, why: string): void => {
    if (!taken.has(nameOf(path))) unreadable.push({ path: nameOf(path), why });
  };

  const filledIn = laterFilledIn(root.value);
  for (const path of filledIn) say(path, explain(find(root.value, path)));
  for (const path of filledIn.flatMap(settingsOf)) take(path);
  while ('value' in root) {
    const { success, data, error } = schema.safeParse(root.value, { reportInput: true });
    if (success) return { value: data, unknown, unreadable };
    const settings: Path[] = [];
    for (const issue of error.issues) {
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) {
          unknown.push(nameOf([...issue.path, key]));
          delete (find(root.value, issue.path) as Record<string, unknown>)[key];
        }
      } else {
        say(issue.path, complaint(issue, find(root.value, issue.path)));
        const [setting, ...others] = settingsOf(issue.path);
        settings.push(existing(root.value, setting), ...others);
      }
    }
    for (const path of settings) take(path);
  }
  return { unknown, unreadable };

  function take(path: Path): void {
    const key = path.at(-1);
    const parent = find(root, ['value', ...path.slice(0, -1)]);
    taken.add(nameOf(path));
    if (key === undefined) delete root.value;
    else if (isContainer(parent)) setOwn(parent, String(key), undefined);
  }
}

/** What is missing says nothing of the object that it is missing in. */
const existing = (value: unknown, path: Path): Path =>
  path.length === 0 || find(value, path) !== undefined ? path : existing(value, path.slice(0, -1));

const find = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((one, key) => (isContainer(one) ? own(one, String(key)) : undefined), value);

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** @param value that stands at the issue's path; undefined where a schema has put it into other words */
function complaint({ code, message, input }: z.core.$ZodIssue, value: unknown): string {
  if (code === 'custom') return value === undefined ? message : `${show(value)} stands there: ${message}`;
  if (input === undefined) return 'It is missing.';
  return `${show(input)} is not what AWS has there: ${message.replace(/^Invalid (input|option): |, received \w+$/g, '')}.`;
}

/** Paths of all values that CloudFormation or another tool would fill in. */
function laterFilledIn(value: unknown, path: Path = []): Path[] {
  if (isLaterFilledIn(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((one, index) => laterFilledIn(one, [...path, index]));
  if (!isContainer(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => laterFilledIn(one, [...path, key]));
}

const isFunction = (value: unknown): boolean => {
  const [key = '', ...others] = isContainer(value) ? Object.keys(value) : [];
  return others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
};

/** Whether CloudFormation or another tool puts something else in the place of the value. */
export const isLaterFilledIn = (value: unknown): boolean =>
  isFunction(value) || (typeof value === 'string' && value.includes('${'));

/** Why a value that is later filled in cannot be read. */
export const explain = (value: unknown): string =>
  isFunction(value)
    ? `Only CloudFormation knows what ${show(value)} is.`
    : `${show(value)} has a variable, which another tool fills in.`;

/** As it stands in the file, at most 80 characters of it. */
function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
