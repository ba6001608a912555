import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAMES } from '../../environments/names';

const checkout = join(__dirname, '..', '..');

/** What a synthesis needs of a checkout. */
export const SOURCES = [
  ...[
    'api',
    'browser',
    'build',
    'environments',
    'functions',
    'keys',
    'local',
    'model',
    'packages/appsync-js',
    'pages',
    'programs',
    'stacks',
    'widget',
    'bin',
  ],
  ...['cdktf.json', 'main.ts', 'package.json', 'tsconfig.deployed.json', 'tsconfig.json'],
];

/** Milliseconds. */
const HALF_A_YEAR = 182 * 86_400_000;

/**
 * A copy of what `npm start` needs of the checkout, which a test may change and run, with the packages of this one. Its API
 * keys are valid for half a year from now: this checkout's have a day on which they expire.
 */
export function copyCheckout(): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-checkout-')));
  for (const part of SOURCES) cpSync(join(checkout, part), join(root, part), { recursive: true });
  const environments = join(root, 'environments');
  const expires = `expires: '${new Date(Date.now() + HALF_A_YEAR).toISOString().slice(0, 10)}T00:00:00Z'`;
  for (const name of NAMES) {
    const file = join(environments, `${name}.ts`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/expires: '[\dT:Z-]+'/, expires));
  }
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
