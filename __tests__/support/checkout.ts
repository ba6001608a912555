import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = join(__dirname, '..', '..');

/** What a synthesis needs of a checkout. */
export const SOURCES = [
  ...['api', 'build', 'environments', 'functions', 'keys', 'stacks'],
  ...['cdktf.json', 'main.ts', 'package.json', 'tsconfig.json'],
];

/** A copy of what `npm start` needs of the checkout, which a test may change and run, with the packages of this one. */
export function copyCheckout(): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-checkout-')));
  for (const part of [...SOURCES, 'local']) cpSync(join(checkout, part), join(root, part), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
