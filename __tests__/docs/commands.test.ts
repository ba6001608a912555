import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../cli/commands';

const root = join(__dirname, '../..');
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));

test('nobody is told to run what npm would fetch from its registry: another program has the name there', () => {
  const files = ['docs', '.github', 'cli', 'deployment', 'environments', 'import', 'packages', 'rehearsal'].flatMap(
    filesIn,
  );
  const texts = ['README.md', 'package.json', ...files].filter((file) => /\.(?:md|ts|ya?ml|json)$/.test(file));
  const telling = texts.filter((file) =>
    /\b(?:npx|npm exec)\b.{0,20}\btrinity\b/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(telling).toEqual(['README.md']); // says why not
});

test('what they are told to run can be run', () => {
  expect(statSync(join(root, 'bin/trinity')).mode & 0o111).toBe(0o111);
});

test('the README names every command, in the order of the help', () => {
  const [, listed = ''] =
    /`bin\/trinity --help` lists all commands \(([^)]*)\)/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(COMMANDS.map(({ name }) => name));
});
