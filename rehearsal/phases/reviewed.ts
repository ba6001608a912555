import { PutObjectCommand } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewsSchema, type Review } from '../../packages/plan-review/src/schema';
import { clientsOf } from '../clients';
import { reportOf, type Ended } from '../trinity';
import { stackOf, stateOf, type World } from '../world';
import { changesOf } from './deploys';
import { inventory } from './inventory';
import {
  changes,
  deployOptions,
  expectEnd,
  expectSame,
  seconds,
  serving,
  stepsOf,
  versions,
  type Phase,
} from './phase';

/** What was reviewed is what is applied. */
export const reviewed: readonly Phase[] = [
  {
    name: 'a plan that was reviewed is refused when anything differs, and the account stays as it is',
    async run(world) {
      const { project, shell } = world;
      shell.env.TRINITY_PLAN_KEY = newKey();
      project.change('functions/room-cache/movie/index.ts', /$/, 'Object.assign(globalThis, { rehearsed: 1 });\n');
      const before = [await inventory(world), await serving(world)];
      const made = await review(world);
      underReview.set(world, made);
      const { digest } = made;
      expectSame(statSync(join(project.root, FILE)).mode & 0o777, 0o600, "the plan's permissions");
      const quick = await refusedWithoutAws(world, digest);
      const slow = await refusedByTheState(world, digest);
      expectSame([await inventory(world), await serving(world)], before, 'what is in the account, and serves');
      return `exit code 12: ${quick.length} times within ${longest(quick)} without AWS, once after ${seconds(slow)}`;
    },
  },
  {
    name: 'changed code of one function is reviewed; that plan changes that function and nothing else, and once only',
    async run(world) {
      const { digest, layers } = underReview.get(world)!;
      const ended = await deployReviewed(world, digest);
      expectEnd(ended, 0);
      const report = reportOf(ended);
      expectSame(changes(report), changesOf('movie'), 'changes');
      const shown = layers.flatMap((layer) => layer.changes.map(({ action, address }) => `${action} ${address}`));
      expectSame(shown.sort(), changes(report), 'what was reviewed');
      expectSame(versions(report), { cache: '1', movie: '2', room: '1' }, 'versions');
      const { detail } = report.steps.find(({ name }) => name === 'plan')!;
      expectSame(detail, '0 to add, 2 to change, 0 to destroy, as reviewed', 'the plan');

      const again = await deployReviewed(world, digest);
      expectEnd(again, 12, 'Somebody has applied since the plan was made');
      expectSame(await serving(world), versions(report), 'versions after a second time');
      return `${stepsOf(report)}; refused a second time after ${seconds(again)}`;
    },
  },
];

/** The review whose plan is at hand: refused while anything differs, applied when nothing does. */
const underReview = new WeakMap<World, Review>();

/** In the copy, as the runbook has it. */
const FILE = 'staging.plan';

export const newKey = (): string => randomBytes(32).toString('base64');

async function review({ shell }: World): Promise<Review> {
  const command = `bin/trinity review staging --plan-out ${FILE}`;
  const ended = await shell.as('plan').follow({ runbook: 'deploy', command }, '--json');
  expectEnd(ended, 2);
  const [review] = reviewsSchema.parse(JSON.parse(ended.stdout)).reviews;
  return review!;
}

const deployReviewed = (world: World, digest: string): Promise<Ended> =>
  world.shell.follow(
    {
      runbook: 'deploy',
      command: `bin/trinity deploy staging --plan ${FILE} --reviewed DIGEST`,
      values: { DIGEST: digest },
    },
    ...deployOptions(world),
  );

/** Everything that is seen before AWS is asked anything. */
async function refusedWithoutAws(world: World, digest: string): Promise<Ended[]> {
  const { project, shell, environment } = world;
  const file = join(project.root, FILE);
  const refusals: Ended[] = [];
  const refuse = async (why: string, given = digest): Promise<void> => {
    const ended = await deployReviewed(world, given);
    expectEnd(ended, 12, why, `bin/trinity review ${stackOf(world)} --plan-out ${FILE}`);
    refusals.push(ended);
  };

  const sealed = readFileSync(file);
  const altered = Buffer.from(sealed);
  altered[altered.length >> 1]! ^= 1;
  writeFileSync(file, altered);
  await refuse('It was altered, or TRINITY_PLAN_KEY is not the key');
  writeFileSync(file, sealed);

  const { TRINITY_PLAN_KEY: key } = shell.env;
  shell.env.TRINITY_PLAN_KEY = newKey();
  await refuse('It was altered, or TRINITY_PLAN_KEY is not the key');
  shell.env.TRINITY_PLAN_KEY = key;

  const other = digest.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
  await refuse(`what was reviewed is ${other}.`, other);

  const unexpected = join(project.root, 'unexpected.txt');
  writeFileSync(unexpected, '');
  await refuse('with changes that are not committed.');
  rmSync(unexpected);

  const commit = project.head();
  project.change('README.md', /^/, '<!-- not reviewed -->\n');
  await refuse(`The plan was made from commit ${commit}; ${project.head()} is checked out.`);
  project.checkOut(commit);

  const elsewhere = environment.name === 'dev' ? 'prod' : 'dev'; // of a system that each has
  const wrong = await shell.run(
    'bin/trinity',
    'deploy',
    elsewhere,
    '--plan',
    FILE,
    '--reviewed',
    digest,
    ...deployOptions(world),
  );
  expectEnd(wrong, 12, `The plan is for the environment ${environment.name}, not for ${elsewhere}.`);
  return [...refusals, wrong];
}

/** The state counts on, as after anybody's apply; then it is what it was. */
async function refusedByTheState(world: World, digest: string): Promise<Ended> {
  const { project, shell } = world;
  const directory = join(project.root, 'cdktf.out', 'stacks', stackOf(world));
  const terraform = (...args: string[]): Promise<Ended> => shell.run('terraform', `-chdir=${directory}`, ...args);
  const { stdout } = await terraform('state', 'pull');
  const state = JSON.parse(stdout) as { serial: number };
  const pushed = join(directory, 'pushed.tfstate');
  writeFileSync(pushed, JSON.stringify({ ...state, serial: state.serial + 1 }), { mode: 0o600 });
  expectEnd(await terraform('state', 'push', pushed), 0);
  rmSync(pushed);
  const ended = await deployReviewed(world, digest);
  expectEnd(ended, 12, `it is for serial ${state.serial} of the state of ${stackOf(world)}`);
  await writeState(world, stdout);
  return ended;
}

/** In the place of the state, as a restored backup. */
async function writeState(world: World, text: string): Promise<void> {
  const state = stateOf(world);
  if (state.backend === 'local') {
    return writeFileSync(join(world.project.root, `terraform.${stackOf(world)}.tfstate`), text);
  }
  const object = { Bucket: state.bucket, Key: state.key };
  await clientsOf(world.aws, world.environment.region).s3.send(new PutObjectCommand({ ...object, Body: text }));
}

const longest = (all: readonly Ended[]): string => seconds({ seconds: Math.max(...all.map(({ seconds }) => seconds)) });
