import { isDeepStrictEqual } from 'node:util';
import { plain, type Reader } from '../../functions/shared/item-reader';
import type { Attributes } from '../../model/item';
import { own } from '../../keys/own';
import type { ItemCounts, SampledItems, Shape } from '../schema';

/** Shapes that are told apart; a table of another system may have one for each item. */
const MOST_SHAPES = 10;

type Type = Shape['attributes'][number]['type'];

/**
 * What the application makes of items, by their shape: names and types of their attributes, never a value, which is members'
 * data.
 *
 * @returns shapes that hold something that cannot be parsed come first, then the frequent ones
 */
export function shapesOf(items: readonly Attributes[], reader: Reader<object>): SampledItems {
  const shapes = new Map<string, Shape>();
  for (const item of items) {
    const attributes = Object.entries(item)
      .map(([name, value]) => ({ name, type: typeOf(value) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const key = JSON.stringify(attributes);
    const shape = shapes.get(key) ?? { attributes, ...NONE, problems: [] };
    shapes.set(key, judged(shape, item, reader));
  }
  const sorted = [...shapes.values()].sort((a, b) => b.unparsable - a.unparsable || b.read - a.read);
  const shown = sorted.slice(0, MOST_SHAPES);
  return { ...sum(sorted), shapes: shown, moreShapes: sorted.length - shown.length };
}

const NONE: ItemCounts = { read: 0, parsed: 0, parsedWithDefaults: 0, unparsable: 0 };

function judged(shape: Shape, item: Attributes, reader: Reader<object>): Shape {
  const { value, problem } = reader(plain(item));
  const read = shape.read + 1;
  if (!value) {
    const problems = [...new Set([...shape.problems, problem ?? ''])];
    return { ...shape, read, unparsable: shape.unparsable + 1, problems };
  }
  const isAsWritten = Object.entries(value).every(([name, one]) => isDeepStrictEqual(own(item, name), one));
  return isAsWritten
    ? { ...shape, read, parsed: shape.parsed + 1 }
    : { ...shape, read, parsedWithDefaults: shape.parsedWithDefaults + 1 };
}

function sum(all: readonly ItemCounts[]): ItemCounts {
  const of = (count: keyof ItemCounts) => all.reduce((total, one) => total + one[count], 0);
  return {
    read: of('read'),
    parsed: of('parsed'),
    parsedWithDefaults: of('parsedWithDefaults'),
    unparsable: of('unparsable'),
  };
}

/** DynamoDB's name of a type, from what the document client makes of it. */
function typeOf(value: unknown): Type {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number') return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value instanceof Uint8Array) return 'B';
  if (value instanceof Set) return SETS[typeOf([...(value as Set<unknown>)][0])] ?? 'SS';
  return Array.isArray(value) ? 'L' : 'M';
}

const SETS: Readonly<Partial<Record<Type, Type>>> = { S: 'SS', N: 'NS', B: 'BS' };
