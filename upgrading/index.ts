/**
 * `npm run check:upgrade`: shows that the way to the AWS provider 6, and to CDK Terrain, is open. Installs the packages beside
 * a copy of the checkout, changes its imports by the command of docs/upgrading.md, checks its types, synthesizes every
 * environment, and compares the Terraform with what today's packages make of it. Nothing of the checkout is changed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencies } from '../package.json';
import { own } from '../keys/own';
import { sayEnd } from '../programs/end';
import { OutsideError, ProgramError } from '../programs/errors';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError, UserError } from '../programs/user-error';
import { differences } from './differences';
import { WAYS, type Way } from './ways';

const root = join(__dirname, '..');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const USAGE = `Usage: npm run check:upgrade [-- --newest]

  --newest   what the registry has now, within the same majors; by default the releases that were tried last

Exit codes: 0 nothing differs but what is expected, 1 something does, 64 command line. Where npm's registry cannot be reached
it says that it did not run, and ends with 0.`;

/** @throws OutsideError with all that it said, unless it ends with 0 */
function run(cwd: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status === 0) return stdout;
  const said = error?.message ?? `${stdout}${stderr}`;
  throw new OutsideError(`${[program, ...args].join(' ')} ended with ${status}:\n${said}`, {
    next: 'See what it said.',
  });
}

function main(args: readonly string[]): number {
  const refuse = (message: string, cause?: unknown) => new UsageError(`${message}\n\n${USAGE}`, { cause });
  const { values, positionals } = parseOptions(args, { newest: { type: 'boolean', default: false } }, refuse);
  const asked = askedFor(values, USAGE);
  if (asked !== undefined) {
    say(asked);
    return 0;
  }
  if (positionals.length > 0) throw refuse(`Unknown argument: ${positionals.join(', ')}`);
  const ping = spawnSync('npm', ['ping'], { encoding: 'utf8' });
  if (ping.status !== 0) {
    process.stderr.write(`!!! NOT RUN: the upgrade, for want of npm's registry\n${ping.stderr}\n`);
    return 0;
  }
  run(root, 'npm', 'run', '--silent', 'synth');
  const outcomes = WAYS.map((way) => {
    const folder = mkdtempSync(join(tmpdir(), 'trinity-upgrade-'));
    try {
      return attempt(way, folder, values.newest);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  return outcomes.every(Boolean) ? 0 : 1;
}

function attempt(way: Way, folder: string, newest: boolean): boolean {
  say(`\n${way.name}`);
  try {
    const installed = install(way, folder, newest);
    const copy = join(folder, 'trinity');
    copyCheckout(copy, join(folder, 'node_modules'));
    if (way.changesImports) run(copy, 'sh', '-ec', importCommand());
    run(copy, 'node', 'node_modules/typescript-native/bin/tsc', '--noEmit', '-p', '.');
    run(copy, 'npm', 'run', '--silent', 'synth');
    const { expected, unexpected } = compare(copy, way);
    say(`  ${installed.join(', ')}`);
    say(`  types: passed; synthesized: ${environments(root).join(', ')}`);
    for (const one of expected) say(`  expected    ${one}`);
    for (const one of unexpected) say(`  UNEXPECTED  ${one}`);
    return unexpected.length === 0;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    say(`  FAILED: ${error.message}`);
    return false;
  }
}

/** @returns `cdktn 0.24.0` and so on */
function install(way: Way, folder: string, newest: boolean): string[] {
  const packages = Object.entries(way.packages).map(([name, version]) => {
    const pinned = version ?? own(dependencies, name);
    return `${name}@${newest && version !== undefined ? `^${version}` : pinned}`;
  });
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  run(folder, 'npm', 'install', '--prefix', folder, ...options, ...packages);
  return Object.keys(way.packages).map((name) => {
    const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    return `${name} ${(JSON.parse(manifest) as { version: string }).version}`;
  });
}

/** What git knows of, with this checkout's packages but for those that are tried. */
function copyCheckout(copy: string, tried: string): void {
  const files = run(root, 'git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  for (const file of files) {
    if (file !== '' && existsSync(join(root, file))) cpSync(join(root, file), join(copy, file));
  }
  run(copy, 'git', 'init', '--quiet');
  run(copy, 'git', 'add', '--all'); // for `git grep`
  const modules = join(copy, 'node_modules');
  for (const from of [tried, join(root, 'node_modules')]) {
    for (const name of packagesIn(from)) {
      const to = join(modules, name);
      if (existsSync(to)) continue;
      mkdirSync(join(to, '..'), { recursive: true });
      symlinkSync(join(from, name), to);
    }
  }
}

const packagesIn = (modules: string): string[] =>
  readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : [name],
  );

/** The command that a person runs. */
function importCommand(): string {
  const document = readFileSync(join(root, 'docs', 'upgrading.md'), 'utf8');
  const command = /^git grep [^]*?(?=\n```$)/m.exec(document)?.[0];
  if (command === undefined) throw new UserError('docs/upgrading.md has no command that begins with git grep');
  return command;
}

const environments = (of: string): string[] => readdirSync(join(of, 'cdktf.out', 'stacks')).sort();

function compare(copy: string, way: Way): { readonly expected: string[]; readonly unexpected: string[] } {
  const read = (of: string, name: string): unknown =>
    JSON.parse(readFileSync(join(of, 'cdktf.out', 'stacks', name, 'cdk.tf.json'), 'utf8'));
  const all = environments(root).flatMap((name) =>
    differences(read(root, name), read(copy, name)).map(({ path, text }) => ({ path, text: `${name}: ${text}` })),
  );
  const isExpected = ({ path }: { readonly path: string }) => way.differs.includes(path);
  return {
    expected: all.filter(isExpected).map(({ text }) => text),
    unexpected: all.filter((one) => !isExpected(one)).map(({ text }) => text),
  };
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.exitCode = sayEnd(error);
}
