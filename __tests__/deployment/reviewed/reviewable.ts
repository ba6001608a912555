import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifacts, writeArtifacts } from '../../../deployment/reviewed/artifact';
import type { Manifest } from '../../../deployment/reviewed/manifest';
import { keepPlans, planEnvironment } from '../../../deployment/reviewed/plan-environment';
import { directoryWith } from '../project';
import { APPLIES, world } from '../world';

const STATE_FILE = 'terraform.dev.tfstate';

/** What the tests change without making the checkout another. */
const IGNORED = ['node_modules', 'cdktf.out', 'plan-file', 'plan.json', STATE_FILE, '/deployment*'];

const STATE = { version: 4, serial: 3, lineage: 'the-first', resources: [] };

/** Notes what it applies, and counts the state on, as Terraform does. */
const APPLY = `cp "$4" ../../applied; sed -i 's/"serial":3/"serial":4/' ../../../${STATE_FILE}; ${APPLIES}`;

/** A world with a commit, a key and a state, in which plans can be reviewed and kept. */
export function reviewable({ plan = 'exit 2', shown }: { readonly plan?: string; readonly shown?: string } = {}) {
  const one = world(APPLY, plan);
  const { root, env } = one.context.project;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@trinity.test', ...args], {
      cwd: root,
      env: { ...env, GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
    }).trim();
  const key = randomBytes(32).toString('base64');
  const file = join(directoryWith(), 'plan');
  const write = (name: string, text: string): void => writeFileSync(join(root, name), text);
  env.TRINITY_PLAN_KEY = key;
  write('.gitignore', IGNORED.join('\n'));
  write(STATE_FILE, JSON.stringify(STATE));
  if (shown !== undefined) write('plan.json', shown);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'one');
  const bytes = Buffer.from(key, 'base64');
  const fail = (message: string): Error => new Error(message);
  return {
    ...one,
    git,
    key,
    file,
    write,
    state: (changes: object) => write(STATE_FILE, JSON.stringify({ ...STATE, ...changes })),
    applied: () => readFileSync(join(root, 'cdktf.out/applied'), 'utf8'),
    artifact: () => readArtifacts(file, bytes, fail as never)[0],
    /** Writes the artifact again, otherwise. */
    rewrite(changes: Partial<Manifest>) {
      const [{ manifest, plan }] = readArtifacts(file, bytes, fail as never);
      writeArtifacts(file, [{ manifest: { ...manifest, ...changes }, plan }], bytes);
    },
    /** Plans and keeps the plan. @returns its digest */
    async review(): Promise<string> {
      const planned = await planEnvironment(one.context, { toKeep: true });
      keepPlans(file, [planned.artifact()], one.context.project);
      planned.discard();
      return this.artifact().manifest.digest;
    },
  };
}
