import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endingOf, holdsOf } from '../../../packages/plan-review/src/resources';

const RESOURCES = join(__dirname, '../../../packages/plan-review/src/resources');
const files = (folder: string) =>
  readdirSync(join(RESOURCES, folder))
    .filter((file) => file !== 'index.ts' && file !== 'stateful.ts')
    .map((file) => [file, readFileSync(join(RESOURCES, folder, file), 'utf8')] as const);

const stateful = files('stateful').map(
  ([file, text]) => [file, [...text.matchAll(/type: '(\w+)'/g)].map((one) => one[1]!)] as const,
);
const stateless = files('stateless').map(
  ([file, text]) => [file, /`([^`]*)`/.exec(text)![1]!.trim().split(/\s+/)] as const,
);

test.each([...stateful, ...stateless])('%s is in order, and names none twice', (_, types) => {
  expect(types.length).toBeGreaterThan(5);
  expect(types).toEqual([...new Set(types)].sort());
});

test('no type stands in both lists', () => {
  expect(stateless.flatMap(([, types]) => types).filter((type) => holdsOf(type) !== undefined)).toEqual([]);
});

test('all that a stateful type holds reads as the end of a sentence', () => {
  const words = stateful.flatMap(([, types]) => types).map((type) => holdsOf(type)!);
  for (const holds of words) expect(holds).toMatch(/^[a-z][^.]+$/);
});

const endings = [...readFileSync(join(RESOURCES, 'endings.ts'), 'utf8').matchAll(/types: [`']([^`']*)[`']/g)].map(
  (one) => one[1]!.trim().split(/\s+/),
);

test('with no type two things end, nor anything with one that holds something', () => {
  const types = endings.flat();
  expect(types.length).toBeGreaterThan(150);
  expect(types).toEqual([...new Set(types)]);
  expect(types.filter((type) => holdsOf(type) !== undefined || endingOf(type) === undefined)).toEqual([]);
});

test.each(endings)('%s and those that end alike are in order', (...types) => expect(types).toEqual([...types].sort()));
