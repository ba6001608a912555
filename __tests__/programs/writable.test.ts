import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from '../../cli/arguments';
import { toWrite } from '../../programs/writable';
import { UserError } from '../../programs/user-error';
import { directoryWith } from '../deployment/project';

const folder = directoryWith({ 'a-file': '', 'a-folder/inside': '' });
const at = (path: string) => join(folder, path);

test.each([
  ['file', 'new'],
  ['file', 'a-file'],
  ['new file', 'new'],
  ['folder', 'a-folder'],
  ['folder', 'new'],
  ['folder', 'new/below/it'],
] as const)('a %s may be written to %s', (kind, path) => {
  expect(toWrite('--out', at(path), kind)).toBe(at(path));
});

test.each([
  ['file', 'a-folder', 'it is a folder', 'Name a file in it.'],
  ['new file', 'a-file', 'it exists already', 'Name another file, or remove it.'],
  ['file', 'no/file', `there is no folder ${at('no')}`, `Make it (mkdir -p ${at('no')}), or name another place.`],
  ['new file', 'a-file/x', `${at('a-file')} is no folder`, 'Name another place.'],
  ['folder', 'a-file', `${at('a-file')} is no folder`, 'Name another place.'],
  ['folder', 'a-file/x/y', `${at('a-file')} is no folder`, 'Name another place.'],
] as const)('a %s is refused at %s, with why and what to do', (kind, path, why, next) => {
  const refused = refusalOf(() => toWrite('--out', at(path), kind));
  expect(refused).toBeInstanceOf(UserError);
  expect(refused).toMatchObject({ message: `--out "${at(path)}" cannot be written: ${why}.`, next });
});

const mayWriteAll = process.getuid?.() === 0;
(mayWriteAll ? test.skip : test)('a folder that may not be written into', () => {
  const closed = directoryWith();
  chmodSync(closed, 0o500);
  expect(refusalOf(() => toWrite('--out', join(closed, 'x'), 'file'))).toMatchObject({
    message: expect.stringContaining(`you may not write into ${closed}`) as string,
  });
});

test.each([
  ['--out', 'tenant dev export ana --out /nope/x'],
  ['--plan-out', 'review dev --plan-out /nope/x'],
  ['--write', `review dev --write ${at('a-file')}`],
])('%s of the command line is refused before the command begins', (option, line) => {
  expect(refusalOf(() => parseArguments(line.split(' ')))).toMatchObject({
    stage: 'invalid',
    message: expect.stringMatching(`^${option} "/.*" cannot be written: `) as string,
  });
});

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
