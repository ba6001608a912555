import { own } from '../keys/own';

export interface Difference {
  /** `terraform.required_providers.aws.version` */
  readonly path: string;
  /** The path, and both values. */
  readonly text: string;
}

/** Where two JSON values differ, as deep down as can be said. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(own(before, key), own(after, key), [...path, key]));
  }
  if (Object.is(before, after)) return [];
  const name = path.join('.');
  return [{ path: name, text: `${name} is ${shown(after)}, was ${shown(before)}` }];
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const shown = (value: unknown): string => JSON.stringify(value) ?? 'not there';
