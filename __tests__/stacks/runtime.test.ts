import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNTIME, runtimeEnd } from '../../stacks/runtime';
import { INHERITED_NAMES } from '../support/inherited-names';

test('functions are compiled for the Node that runs them', () => {
  const target = RUNTIME.replace(/^nodejs(\d+)\.x$/, 'node$1');
  expect(readFileSync(join(__dirname, '../../build/compile.ts'), 'utf8')).toContain(`target: '${target}'`);
});

test('each day is told half a year before', () => {
  const on = (day: string) => runtimeEnd('nodejs22.x', Date.parse(day));
  expect(on('2026-12-02T23:59:59Z')).toBeUndefined();
  expect(on('2026-12-03')).toMatchObject({ isOver: false });
  expect(on('2027-06-30T23:59:59Z')).toMatchObject({ isOver: false });
  expect(on('2027-07-01')).toMatchObject({ isOver: true });
});

test('of a runtime that is not known, nothing is said', () => {
  for (const name of ['', 'python3.13', ...INHERITED_NAMES]) expect(runtimeEnd(name, Infinity)).toBeUndefined();
});
