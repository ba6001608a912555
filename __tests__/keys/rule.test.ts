import { Linter } from 'eslint';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from 'typescript-eslint';
import { outsideKeys } from '../../keys/rule';

const DECLARED =
  "declare const text: string, maybe: string | undefined, kind: 'a' | 'b', count: number, any: unknown;" +
  'declare const table: Record<string, number>, known: { a: number; b: number }, list: number[];' +
  'declare const nested: Record<string, Record<string, number>>;';

const REFUSED: readonly [what: string, code: string, expected: readonly string[]][] = [
  ['a read', 'table[text]', ['read']],
  ['an optional read', 'table?.[text]', ['read']],
  ['a key that may be missing', "table[maybe ?? '']", ['read']],
  ['a key that is put together', 'table[`${text}`]', ['read']],
  ['each step of a longer way', 'nested[text]?.[text]', ['read', 'read']],
  ['a cast, which does not check', 'known[text as keyof typeof known]', ['read']],
  ['a cast of what may be anything', "known[any as 'a']", ['read']],
  ['a type parameter that is any text', '<K extends string>(key: K, object: Record<K, 1>) => object[key]', ['read']],
  ['a destructuring', '({ [text]: object }: typeof table) => object', ['read']],
  ['a write', 'table[text] = 1', ['write']],
  ['a write that reads first', 'table[text] ??= 1; table[text] += 1; table[text]++', ['read', 'read', 'read']],
  ['a write into what is read', 'nested[text]![text] = 1', ['read', 'write']],
  ['a question', 'text in table', ['in']],
  ['what is assigned from a table', 'Object.assign(known, { a: 1 }, table)', ['assign']],
  ['what is assigned from any object', 'Object.assign(known, any as object)', ['assign']],
];

const FINE: readonly [what: string, code: string][] = [
  ['a literal', "known['a']; table['a']; table.a; table['a'] = 1; 'a' in table"],
  ['a union of literals', 'known[kind]; kind in known'],
  ['a number', 'list[count]; table[count]; list[Number(text)]'],
  ['a key of the type', '<T, K extends keyof T>(object: T, key: K) => object[key]'],
  ['a literal object', '({ [text]: 1 })'],
  ['a deletion, which takes what is its own', 'delete table[text]'],
  ['what is assigned from known keys', 'Object.assign(table, known, { b: 2 })'],
  ['a Map', 'new Map<string, number>().get(text)'],
];

/** One line each: a file is much cheaper than many, whose types are all read anew. */
const LINES = [DECLARED, ...REFUSED.map(([, code]) => `;${code};`), ...FINE.map(([, code]) => `;${code};`)];

// Nothing is read from this folder: it only must not be one of a project's.
const messages = new Linter({ cwd: tmpdir() }).verify(
  LINES.join('\n'),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser,
      parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: tmpdir() },
    },
    plugins: { trinity: { rules: { 'outside-keys': outsideKeys } } },
    rules: { 'trinity/outside-keys': 'error' },
  },
  { filename: join(tmpdir(), 'snippets.ts') },
);

const saidOf = (code: string): readonly (string | undefined)[] =>
  messages
    .filter(({ line }) => line === LINES.indexOf(`;${code};`) + 1)
    .map(({ messageId, message }) => messageId ?? message)
    .sort();

test.each(REFUSED)('%s is refused: %s', (_, code, expected) => expect(saidOf(code)).toEqual(expected));

test.each(FINE)('%s is fine: %s', (_, code) => expect(saidOf(code)).toEqual([]));

test('the messages say what to do', () => {
  expect(new Set(messages.map(({ message }) => message))).toEqual(
    new Set([
      'Every object has a "constructor": use own(object, key) of keys/own.ts, or a Map.',
      'A key "__proto__" would become the prototype: use { ...target, ...source }.',
      'A key "__proto__" would be lost: use Object.fromEntries, { [key]: value }, setOwn of keys/own.ts, or a Map.',
      'A "constructor" is in every object: use Object.hasOwn(object, key), or a Map.',
    ]),
  );
});
