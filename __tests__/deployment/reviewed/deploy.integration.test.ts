import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listChanges } from '../../../deployment/planned';
import type { Review } from '../../../packages/plan-review/src/review';
import { lambda } from '../world';
import { writeArtifacts } from '../../../deployment/reviewed/artifact';
import { reviewable } from './reviewable';

const recorded = (name: string): string =>
  readFileSync(join(__dirname, '../terraform/recorded', `${name}.json`), 'utf8');

type World = ReturnType<typeof reviewable>;

/** A deploy that has to be refused: says why, and what was begun by then. */
async function refused(one: World, digest: string, file = one.file) {
  const before = one.calls().length;
  one.events.length = 0;
  const { report, failure } = await one.deploy(undefined, undefined, { file, digests: [digest] });
  expect(failure?.stage).toBe('plan');
  expect(report.nextSteps.at(-1)).toBe('Nothing was changed.');
  expect(lambda.updates).toEqual([]);
  const calls = one.calls().slice(before);
  expect(calls.filter((call) => /^(plan|apply)/.test(call))).toEqual([]);
  return { message: failure?.message, next: failure?.next.split('\n'), begun: one.begun(), calls };
}

test('the plan that was reviewed is applied, byte for byte, and no other is made', async () => {
  const one = reviewable();
  const digest = await one.review();
  const planned = one.calls().length;
  const confirmed: Review[] = [];
  const confirm = (review: Review): Promise<boolean> => Promise.resolve(confirmed.push(review) > 0);
  const { report, failure } = await one.deploy(confirm, undefined, { file: one.file, digests: [digest] });
  expect(confirmed.map(listChanges)).toEqual([[{ action: 'change', address: 'terraform_data.one' }]]);
  expect(confirmed[0]?.digest).toBe(digest);
  expect(one.applied()).toBe(one.artifact().plan.toString());
  expect(one.applied()).toContain('saved at /');
  expect(
    one
      .calls()
      .slice(planned)
      .filter((call) => call.startsWith('plan')),
  ).toEqual([]);
  expect(report.steps.find(({ name }) => name === 'plan')?.detail).toBe(
    '0 to add, 1 to change, 0 to destroy, 1 output, as reviewed',
  );
  // The script has deployed nothing that could be verified.
  expect(failure).toMatchObject({ stage: 'verification' });

  lambda.aliases.set('trinity-cache-dev', '1');
  lambda.updates.length = 0;
  const twice = await refused(one, digest);
  expect(twice.message).toBe(
    'Somebody has applied since the plan was made: it is for serial 3 of the state of dev, which is at 4.',
  );
  expect(twice.next).toEqual([`Review again: bin/trinity review dev --plan-out ${one.file}`]);
});

test('of plans that were reviewed together, the stack takes its own', async () => {
  const one = reviewable();
  const digest = await one.review();
  const own = one.artifact();
  const elsewhere = { manifest: { ...own.manifest, environment: 'dev-booking' }, plan: Buffer.from('another') };
  writeArtifacts(one.file, [elsewhere, own, elsewhere], Buffer.from(one.key, 'base64'));
  await one.deploy(() => Promise.resolve(true), undefined, { file: one.file, digests: ['a'.repeat(64), digest] });
  expect(one.applied()).toBe(own.plan.toString());
});

test('the digest is that of what Terraform printed, and the commit that which is checked out', async () => {
  const one = reviewable();
  const digest = await one.review();
  expect(digest).toBe(createHash('sha256').update(recorded('update').trim()).digest('hex'));
  expect(one.artifact().manifest).toMatchObject({
    environment: 'dev',
    account: '123456789012',
    region: 'eu-west-1',
    commit: one.git('rev-parse', 'HEAD'),
    state: { lineage: 'the-first', serial: 3 },
    terraform: '1.11.4',
    serving: { cache: '1', room: '1' },
  });
  expect(Object.keys(one.artifact().manifest.archives)).toEqual(['cache']);
});

test('the provider is held to the lock file of the plan, whatever init has written since', async () => {
  const one = reviewable();
  const lock = join(one.context.project.root, 'cdktf.out/stacks/dev/.terraform.lock.hcl');
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, 'as planned');
  const digest = await one.review();
  writeFileSync(lock, 'of another init');
  await one.deploy(() => Promise.resolve(false), undefined, { file: one.file, digests: [digest] });
  expect(readFileSync(lock, 'utf8')).toBe('as planned');
});

describe('refused before anything is begun', () => {
  let one: World;
  let digest: string;
  let sealed: Buffer;
  beforeAll(async () => {
    one = reviewable();
    digest = await one.review();
    sealed = readFileSync(one.file);
  });
  beforeEach(() => writeFileSync(one.file, sealed));
  afterEach(() => {
    one.context.project.env.TRINITY_PLAN_KEY = one.key;
  });

  const again = () => `Review again: bin/trinity review dev --plan-out ${one.file}`;
  const otherKey = Buffer.alloc(32, 7).toString('base64');

  test('a file that was altered, or another key: which cannot be told', async () => {
    writeFileSync(one.file, Buffer.from(sealed).fill(0, sealed.length - 40, sealed.length - 39));
    const altered = await refused(one, digest);
    expect(altered).toEqual({
      message: `${one.file} is not applied. It was altered, or TRINITY_PLAN_KEY is not the key that it was written with: which of the two cannot be told.`,
      next: ['Take the file that the review kept, and the key of that review.', again()],
      begun: [],
      calls: [],
    });
    writeFileSync(one.file, sealed);
    one.context.project.env.TRINITY_PLAN_KEY = otherKey;
    expect(await refused(one, digest)).toEqual(altered);
  });

  test.each([
    [undefined, 'TRINITY_PLAN_KEY is not set: a plan holds secrets, and is kept encrypted.'],
    ['c2hvcnQ=', 'TRINITY_PLAN_KEY is not 32 bytes in base64 (8 characters; such a key has 44).'],
  ])('the key %p', async (key, message) => {
    if (key === undefined) delete one.context.project.env.TRINITY_PLAN_KEY;
    else one.context.project.env.TRINITY_PLAN_KEY = key;
    const next = [
      'Set TRINITY_PLAN_KEY to the key that the review was given; for a new review, openssl rand -base64 32 makes one.',
    ];
    expect(await refused(one, digest)).toEqual({ message, next, begun: [], calls: [] });
  });

  test('a file that is not there', async () => {
    const { message, begun } = await refused(one, digest, '/nowhere/plan');
    expect(message).toBe(
      "/nowhere/plan is not applied. It cannot be read: ENOENT: no such file or directory, open '/nowhere/plan'.",
    );
    expect(begun).toEqual([]);
  });

  test('another digest than the reviewed one', async () => {
    const other = 'a'.repeat(64);
    const { message, begun } = await refused(one, other);
    expect(message).toBe(`${one.file} has the plan ${digest}; what was reviewed is ${other}.`);
    expect(begun).toEqual([]);
  });

  test.each([
    [{ environment: 'staging' }, 'The plan is for the environment staging, not for dev.'],
    [{ account: '210987654321' }, 'The plan is for the account 210987654321, not for 123456789012.'],
    [{ region: 'us-east-1' }, 'The plan is for the region us-east-1, not for eu-west-1.'],
    [{ terraform: '1.10.0' }, 'The plan was made by Terraform 1.10.0; terraform is 1.11.4.'],
  ])('a plan of %p', async (changes, message) => {
    one.rewrite(changes);
    const found = await refused(one, digest);
    expect([found.message, found.next?.at(-1), found.begun]).toEqual([message, again(), []]);
  });

  test('a plan of another version of Trinity', async () => {
    one.rewrite({ schemaVersion: 2 } as never);
    expect((await refused(one, digest)).message).toBe(
      `${one.file} is not applied. Another version of Trinity has written it.`,
    );
  });

  test('a plan that is older than a day', async () => {
    const createdAt = new Date(Date.now() - 24.2 * 3_600_000).toISOString();
    one.rewrite({ createdAt });
    const { message, begun } = await refused(one, digest);
    expect(message).toBe(`The plan was made at ${createdAt}, 24.2 hours ago; 24 are allowed.`);
    expect(begun).toEqual([]);
  });

  test('another commit, and changes beside the commit', async () => {
    const commit = one.git('rev-parse', 'HEAD');
    one.write('new.txt', '');
    const dirty = await refused(one, digest);
    expect([dirty.message, dirty.next, dirty.begun]).toEqual([
      `The plan was made from commit ${commit}, which is checked out, but with changes that are not committed.`,
      ['Take the changes away (git status shows them) and deploy again.', again()],
      [],
    ]);
    one.git('add', '--all');
    one.git('commit', '--quiet', '--message', 'two');
    const head = one.git('rev-parse', 'HEAD');
    const other = await refused(one, digest);
    expect([other.message, other.next, other.begun]).toEqual([
      `The plan was made from commit ${commit}; ${head} is checked out.`,
      [`Check out ${commit} and deploy again.`, again()],
      [],
    ]);
    one.git('checkout', '--quiet', commit);
  });
});

describe('refused before the apply', () => {
  let one: World;
  let digest: string;
  let sealed: Buffer;
  beforeAll(async () => {
    one = reviewable();
    digest = await one.review();
    sealed = readFileSync(one.file);
  });
  beforeEach(() => {
    writeFileSync(one.file, sealed);
    one.state({});
  });

  test('functions that this checkout builds otherwise, before Terraform is begun', async () => {
    one.rewrite({ archives: { cache: 'other', room: 'r' } });
    const { message, calls } = await refused(one, digest);
    expect(message).toMatch(
      /^This checkout builds other functions than the plan was made with: cache \S{44} instead of other, room nothing instead of r\.$/,
    );
    expect(calls).toEqual([]);
  });

  test.each([
    [
      { serial: 9 },
      'Somebody has applied since the plan was made: it is for serial 3 of the state of dev, which is at 9.',
    ],
    [
      { lineage: 'another' },
      'The plan was made for another state of dev: one of lineage the-first; there is one of lineage another.',
    ],
  ])('a state with %p', async (changes, message) => {
    one.state(changes);
    const found = await refused(one, digest);
    expect([found.message, found.begun]).toEqual([message, ['preflight', 'synth', 'plan']]);
  });

  test('a state where there was none, and none where there was one', async () => {
    one.write('terraform.dev.tfstate', '');
    expect((await refused(one, digest)).message).toBe(
      'The plan was made for another state of dev: one of lineage the-first; there is none.',
    );
    one.state({});
    one.rewrite({ state: { lineage: null, serial: 0 } });
    expect((await refused(one, digest)).message).toBe(
      'The plan was made for another state of dev: none; there is one of lineage the-first.',
    );
  });

  test('a rollback since, of which the state does not know', async () => {
    lambda.aliases.set('trinity-cache-dev', '2');
    expect((await refused(one, digest)).message).toBe(
      'Somebody has deployed or rolled back since the plan was made: the functions serve cache 2 instead of 1.',
    );
  });

  test('a plan in which Terraform sees something else now', async () => {
    one.write('plan.json', recorded('create'));
    const now = createHash('sha256').update(recorded('create').trim()).digest('hex');
    expect((await refused(one, digest)).message).toBe(
      `Terraform shows another plan than the one that was reviewed: ${now} instead of ${digest}.`,
    );
    one.write('plan.json', recorded('update'));
  });
});

/** A plan of one resource. */
function planOf(address: string, change: object): string {
  const [type, name] = address.split('.');
  const resource = {
    address,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change,
  };
  return JSON.stringify({ ...(JSON.parse(recorded('update')) as object), resource_changes: [resource] });
}

test('what exists by now is not made a second time', async () => {
  const after = { function_name: 'trinity-other-dev' };
  const change = {
    actions: ['create'],
    before: null,
    after,
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {},
  };
  const one = reviewable({
    shown: planOf('aws_lambda_function.other', change),
  });
  const digest = await one.review();
  lambda.aliases.set('trinity-other-dev', '1');
  lambda.kept = ['1', ''];
  const { message, next } = await refused(one, digest);
  lambda.aliases.delete('trinity-other-dev');
  expect(message).toBe(
    'aws_lambda_function.other: AWS has one of the same name, which the state of dev does not know.',
  );
  expect(next?.at(-1)).toBe(`Review again: bin/trinity review dev --plan-out ${one.file}`);
});

test('a review shows the loss of a protected table, and a deploy refuses it', async () => {
  const change = {
    actions: ['delete'],
    before: { deletion_protection_enabled: true },
    after: null,
    after_unknown: {},
    before_sensitive: {},
    after_sensitive: false,
  };
  const one = reviewable({
    shown: planOf('aws_dynamodb_table.rooms', change),
  });
  expect((await refused(one, await one.review())).message).toBe(
    'aws_dynamodb_table.rooms: to be destroyed or replaced, but protected. AWS would refuse it in the middle of the apply.',
  );
});

test('a reviewed plan that changes nothing is neither confirmed nor applied', async () => {
  const one = reviewable({ plan: 'exit 0', shown: recorded('no-change') });
  const digest = await one.review();
  const { report } = await one.deploy(() => Promise.reject(new Error('asked')), undefined, {
    file: one.file,
    digests: [digest],
  });
  const steps = report.steps.map(({ name, status, detail }) => `${name} ${status}: ${detail}`);
  expect(steps.slice(2, 5)).toEqual([
    'plan passed: 0 to add, 0 to change, 0 to destroy, as reviewed',
    'confirm skipped: nothing to confirm',
    'apply skipped: nothing to apply',
  ]);
});

test('a rollback between the plan and the answer asks for another review', async () => {
  const one = reviewable();
  const digest = await one.review();
  const { failure } = await one.deploy(
    () => {
      lambda.aliases.set('trinity-cache-dev', '2');
      return Promise.resolve(true);
    },
    undefined,
    { file: one.file, digests: [digest] },
  );
  expect(failure).toMatchObject({
    stage: 'plan',
    message: 'Somebody has deployed or rolled back since the plan was made.',
    next: `Review again: bin/trinity review dev --plan-out ${one.file}`,
  });
});
