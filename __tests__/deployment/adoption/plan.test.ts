import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openJournal, planWithAdoption } from '../../../deployment/adoption';
import type { PlannedCreation, SavedPlan, Terraform } from '../../../deployment/terraform';
import { emptyPlan } from '../../../deployment/terraform/plan';
import { awsError, body, fakeAws, type Answers } from '../aws';
import { contextOf, dev, directoryWith, staging } from '../project';

const role = (name: string): PlannedCreation => ({
  address: `aws_iam_role.${name}`,
  type: 'aws_iam_role',
  values: { name },
});

/** Terraform that plans to create these, but for what it finds to import; `seen` has the imports of each plan. */
function terraformThatCreates(root: string, ...names: string[]) {
  const file = join(root, 'cdktf.out/stacks/dev/adopted.tf.json');
  mkdirSync(dirname(file), { recursive: true });
  const seen: { to: string; id: string }[][] = [];
  const discarded: number[] = [];
  const plan = (): Promise<SavedPlan> => {
    const imports = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { import: (typeof seen)[0] }).import
      : [];
    const index = seen.push(imports) - 1;
    const creations = names.map(role).filter(({ address }) => !imports.some(({ to }) => to === address));
    const discard = () => void discarded.push(index);
    return Promise.resolve({
      ...emptyPlan(0),
      isEmpty: false,
      creations,
      file: 'plan',
      command: 'deploy',
      json: () => Promise.resolve('{}'),
      discard,
    });
  };
  return { terraform: { plan } as unknown as Terraform, seen, discarded, file };
}

/** An account with these roles. */
const roles = (...there: string[]): Answers => ({
  GetRoleCommand: ({ RoleName }) =>
    there.includes(RoleName as string) ? { Role: {} } : awsError('NoSuchEntityException', 'There is none', 404),
});

const died = (...creates: string[]) => ({ startedAt: '2026-11-22T09:00:00Z', creates });

function world(...names: string[]) {
  const root = directoryWith();
  return { context: contextOf({ root, env: {} }, dev()), ...terraformThatCreates(root, ...names) };
}

test('what does not exist is planned once, and created', async () => {
  const { context, terraform, seen, discarded } = world('a', 'b');
  const plan = await planWithAdoption(terraform, undefined, context, fakeAws(roles()));
  expect(plan.creations.map(({ address }) => address)).toEqual(['aws_iam_role.a', 'aws_iam_role.b']);
  expect([seen, discarded]).toEqual([[[]], []]);
});

test('what an apply that died has created is imported by a second plan, and the first is discarded', async () => {
  const { context, terraform, seen, discarded, file } = world('a', 'b');
  const aws = fakeAws(roles('a'));
  const plan = await planWithAdoption(terraform, died('aws_iam_role.a', 'aws_iam_role.b'), context, aws);
  expect(plan.creations.map(({ address }) => address)).toEqual(['aws_iam_role.b']);
  expect(seen).toEqual([[], [{ to: 'aws_iam_role.a', id: 'a' }]]);
  expect(discarded).toEqual([0]);
  expect(existsSync(file)).toBe(false);
});

test('what nobody is known to have created is not touched, and said by its address', async () => {
  const { context, terraform, discarded, file } = world('a', 'b');
  const aws = fakeAws(roles('a', 'b'));
  await expect(planWithAdoption(terraform, died('aws_iam_role.a'), context, aws)).rejects.toMatchObject({
    stage: 'plan',
    message: 'aws_iam_role.b: AWS has one of the same name, which the state of dev does not know.',
    next: expect.stringContaining('terraform -chdir=cdktf.out/stacks/dev import ADDRESS ID') as string,
  });
  expect(discarded).toEqual([0]);
  expect(existsSync(file)).toBe(false);
});

test('to judge it, the plan is made all the same, with what died taken over, and what a deploy would refuse is told once', async () => {
  const { context, terraform, seen, discarded } = world('a', 'b', 'c');
  const refusals: unknown[] = [];
  const plan = await planWithAdoption(terraform, died('aws_iam_role.a'), context, fakeAws(roles('a', 'b')), {
    toLook: true,
    onRefused: ({ message, about }) => refusals.push([message, about]),
  });
  expect(plan.creations.map(({ address }) => address)).toEqual(['aws_iam_role.b', 'aws_iam_role.c']);
  expect(refusals).toEqual([
    ['aws_iam_role.b: AWS has one of the same name, which the state of dev does not know.', ['aws_iam_role.b']],
  ]);
  expect([seen.length, discarded]).toEqual([2, [0]]);
});

test('the journal of a local state is a file, which is there from the apply on until its end', async () => {
  const root = directoryWith();
  const journal = openJournal(contextOf({ root, env: {} }, dev()), fakeAws({}).s3);
  expect(await journal.read()).toBeUndefined();
  await journal.write(died('aws_iam_role.a'));
  expect(await journal.read()).toEqual(died('aws_iam_role.a'));
  await journal.remove();
  expect(await journal.read()).toBeUndefined();
  await journal.remove(); // twice does no harm
});

test('the journal of a state in S3 stands beside it', async () => {
  const aws = fakeAws({
    PutObjectCommand: () => ({}),
    DeleteObjectCommand: () => ({}),
    GetObjectCommand: () => body(JSON.stringify(died('aws_iam_role.a'))),
  });
  const journal = openJournal(contextOf({ root: '/', env: {} }, staging()), aws.s3);
  await journal.write(died());
  expect(await journal.read()).toEqual(died('aws_iam_role.a'));
  await journal.remove();
  const object = {
    Bucket: 'trinity-states',
    Key: 'trinity/staging/applying.json',
    ExpectedBucketOwner: '123456789012',
  };
  expect(aws.sent.map(({ command, input }) => [command, { ...input, Body: undefined }])).toEqual([
    ['PutObjectCommand', { ...object, Body: undefined }],
    ['GetObjectCommand', { ...object, Body: undefined }],
    ['DeleteObjectCommand', { ...object, Body: undefined }],
  ]);
});
