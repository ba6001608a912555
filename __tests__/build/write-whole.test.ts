import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeWhole } from '../../build/write-whole';

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-whole-')))));
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const modeOf = (name: string) => statSync(at(name)).mode & 0o777;

test('a new file, and one that is replaced, with nothing beside them', () => {
  writeWhole(at('a'), 'old');
  writeWhole(at('a'), Buffer.from('new'));
  expect(readFileSync(at('a'), 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('what is replaced keeps its permissions, whatever the umask; those that are asked for are set', () => {
  writeFileSync(at('a'), 'old');
  chmodSync(at('a'), 0o666);
  writeWhole(at('a'), 'new');
  expect(modeOf('a')).toBe(0o666);
  writeWhole(at('a'), 'new', { mode: 0o600 });
  expect(modeOf('a')).toBe(0o600);
});

test('a link stays a link, and what it leads to is written', () => {
  mkdirSync(at('elsewhere'));
  writeFileSync(at('elsewhere/a'), 'old');
  symlinkSync(at('elsewhere/a'), at('a'));
  writeWhole(at('a'), 'new');
  expect(lstatSync(at('a')).isSymbolicLink()).toBe(true);
  expect(readFileSync(at('elsewhere/a'), 'utf8')).toBe('new');
  expect(readdirSync(at('elsewhere'))).toEqual(['a']);
});

test('what cannot be written leaves all as it was', () => {
  mkdirSync(at('a/full'), { recursive: true });
  expect(() => writeWhole(at('a'), 'new')).toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
  expect(() => writeWhole(at('missing/b'), 'new')).toThrow('ENOENT');
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', 'a/full']);
});

test('what a killed process has left is removed; what another one is writing, or is no such file, stays', () => {
  const { pid: ended } = spawnSync('true');
  const left = [`a.${ended}.new`, `a.${process.pid}.new`];
  const kept = [`a.${process.ppid}.new`, 'a.b.new', `a.${ended}.newer`, `ba.${ended}.new`];
  for (const name of [...left, ...kept]) writeFileSync(at(name), 'half');
  writeWhole(at('a'), 'new');
  expect(readdirSync(folder)).toEqual(['a', ...kept].sort());
  expect(readFileSync(at('a'), 'utf8')).toBe('new');
});

const WRITER = `
const { writeWhole } = require('./build/write-whole');
const texts = ['a', 'b'].map((letter) => letter.repeat(1_000_000));
for (let turn = 0; ; turn += 1) { writeWhole(process.argv[1], texts[turn % 2]); process.stdout.write(turn + '\\n'); }
`;

test('while a process writes it again and again, and after it is killed, it is the old one or the new one', async () => {
  const args = ['--require', './bin/run.cjs', '-e', WRITER, at('a')];
  const child = spawn(process.execPath, args, { cwd: join(__dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const seen = new Set<string>();
  const look = () => void seen.add(readFileSync(at('a'), 'utf8'));
  for await (const turn of createInterface({ input: child.stdout })) {
    for (let again = 0; again < 40; again += 1) look();
    if (Number(turn) > 2) break;
  }
  child.kill('SIGKILL');
  await closed;
  look();
  const told = [...seen].map((text) => `${text.length} ${[...new Set(text)].join('')}`);
  expect(told.sort()).toEqual(['1000000 a', '1000000 b']);
  writeWhole(at('a'), 'new');
  expect(readdirSync(folder)).toEqual(['a']);
});
