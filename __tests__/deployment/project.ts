import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contextOf as makeContext, type Context, type Project } from '../../deployment/project';
import type { Environment } from '../../environments';
import { change, FILES, type Changes } from '../environments/change';

/** An account that is nobody's placeholder. */
export const ACCOUNT = '123456789012';

/** dev with an account and a key that a deploy accepts. */
export const dev = (changes: Changes = {}): Environment => ready('environments/dev.ts', changes);
/** The same of staging, whose state is in S3. */
export const staging = (changes: Changes = {}): Environment =>
  ready('environments/staging.ts', {
    notify: ['a@trinity.test'],
    'state.bucket': 'trinity-states',
    ...changes,
  });

function ready(file: keyof typeof FILES, changes: Changes): Environment {
  const inAMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().replace(/:.*/, ':00:00Z');
  return change(FILES[file], {
    account: ACCOUNT,
    'systems.roomCache.api.auth.expires': inAMonth,
    ...changes,
  }) as Environment;
}

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A directory that is removed after the tests, with these files. */
export function directoryWith(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-test-')));
  directories.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** A PATH of programs, each a shell script, before what every script needs. */
export function pathWith(programs: Readonly<Record<string, string>>): string {
  const bin = directoryWith();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

/** What programs other than the faked ones are found by. */
export const TOOLS = '/usr/bin:/bin';

export function contextOf(project: Project, environment: Environment, signal = new AbortController().signal): Context {
  return makeContext({ project, environment, signal, system: 'room-cache' });
}
