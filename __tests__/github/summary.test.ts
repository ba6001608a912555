import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendSummary, MOST_BYTES } from '../../packages/plan-review/src/github/summary';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trinity-summary-'));
  file = join(folder, 'summary.md');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('one stands after the other, apart', () => {
  appendSummary(file, '# one');
  appendSummary(file, '# two\n');
  expect(readFileSync(file, 'utf8')).toBe('# one\n\n# two\n\n');
});

test('bytes are counted, not characters, and those that are there already', () => {
  appendSummary(file, 'é'.repeat(MOST_BYTES / 2 - 11));
  expect(readFileSync(file)).toHaveLength(MOST_BYTES - 20);
  expect(() => appendSummary(file, 'x'.repeat(19))).toThrow(
    'The step summary would have 1048577 bytes, 1048556 of them already there; GitHub takes 1048576.',
  );
  expect(() => appendSummary(file, 'é'.repeat(10))).toThrow('The step summary would have 1048578 bytes');
  appendSummary(file, 'x'.repeat(18));
  expect(readFileSync(file)).toHaveLength(MOST_BYTES);
});

test('what is too long leaves the file as it was', () => {
  appendSummary(file, '# one');
  expect(() => appendSummary(file, 'x'.repeat(MOST_BYTES))).toThrow('GitHub takes 1048576');
  expect(readFileSync(file, 'utf8')).toBe('# one\n\n');
});
