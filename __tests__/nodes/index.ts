/**
 * `npm run test:nodes`: the unit tests, and one `npm start`, under each Node of `versions.ts` but this machine's own, under which
 * `npm test` runs them. The binaries come from npm's registry, into a folder of their own that is removed again. Arguments
 * go to Jest, for the unit tests: `npm run test:nodes -- __tests__/local`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isAbsent, majorOf, NODES, packageOf } from './versions';

const root = join(__dirname, '..', '..');
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function main(): boolean {
  const own = process.versions.node;
  const others = NODES.filter((version) => majorOf(version) !== majorOf(own));
  say(`Node ${others.join(' and ')}; under this machine's, ${own}, npm test runs the same.`);
  return others.map(testUnder).every((passed) => passed);
}

/** @returns false when a test failed, or the binary could not be fetched; true, with a banner, where there is none to fetch */
function testUnder(version: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), `trinity-node-${version}-`));
  try {
    const binary = `${packageOf(process.platform, process.arch)}@${version}`;
    writeFileSync(join(folder, 'package.json'), '{}');
    const fetched = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', binary], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (fetched.status !== 0) {
      const absent = isAbsent(fetched.stderr);
      const why = absent ? `npm's registry has no ${binary}` : `npm could not fetch ${binary}\n${fetched.stderr}`;
      say(`\n!!! NOT RUN: the tests under Node ${version}\n!!! ${why}\n`);
      return absent;
    }
    say(`\nNode ${version}`);
    const path =
      join(folder, 'node_modules', binary.slice(0, binary.indexOf('@')), 'bin') + delimiter + process.env.PATH;
    const run = (...script: string[]) =>
      spawnSync('npm', ['run', '--silent', ...script], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, PATH: path },
      });
    return [run('test:unit', '--', ...process.argv.slice(2)), run('test:start')].every(({ status }) => status === 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = main() ? 0 : 1;
