import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planWithAdoption } from '../../../deployment/adoption';
import { writeArtifacts } from '../../../deployment/reviewed/artifact';
import { readStateIdentity } from '../../../deployment/reviewed/manifest';
import { openReviewed } from '../../../deployment/reviewed/open';
import { openTerraform } from '../../../deployment/terraform';
import { digestOf } from '../../../packages/plan-review/src/digest';
import { describeWith } from '../../support/loud-skip';
import { fakeAws } from '../aws';
import { contextOf, dev, directoryWith } from '../project';

// What the scripts in Terraform's place cannot show: that a saved plan reads the same again, and is applied once.

describeWith('terraform', 'a reviewed plan, with Terraform itself', () => {
  const key = Buffer.alloc(32, 9);
  /** As the stack of dev has it. */
  const BACKEND = { backend: { local: { path: '../../../terraform.dev.tfstate' } } };

  /** A checkout whose stack has one resource, which needs no provider. */
  async function checkout() {
    const root = directoryWith({ '.gitignore': 'cdktf.out\n*.tfstate' });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@trinity.test', ...args], { cwd: root });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'one');
    const stack = join(root, 'cdktf.out/stacks/dev');
    mkdirSync(stack, { recursive: true });
    const synthesize = (input: string): void =>
      writeFileSync(
        join(stack, 'cdk.tf.json'),
        JSON.stringify({
          terraform: BACKEND,
          resource: { terraform_data: { one: { input, triggers_replace: input } } },
        }),
      );
    synthesize('a');
    const env = { ...process.env, TRINITY_PLAN_KEY: key.toString('base64') };
    const context = contextOf({ root, env }, dev());
    const terraform = await openTerraform(context);
    await terraform.init();
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
    return { context, terraform, synthesize, commit, file: join(directoryWith(), 'dev.plan') };
  }

  test('is applied as it was reviewed, whatever is synthesized by then, and once only', async () => {
    const { context, terraform, synthesize, commit, file } = await checkout();
    const aws = fakeAws({});
    const state = readStateIdentity(await terraform.pullState());
    expect(state).toEqual({ lineage: null, serial: 0 });
    const plan = await planWithAdoption(terraform, undefined, context, aws, { toLook: true });
    const digest = digestOf(await plan.json());
    const { name, account, region } = context.environment;
    const place = { environment: name, account, region };
    const made = { commit, digest, state, terraform: terraform.version, createdAt: new Date().toISOString() };
    const manifest = { schemaVersion: 1 as const, ...place, ...made, providers: null, archives: {}, serving: {} };
    writeArtifacts(file, [{ manifest, plan: readFileSync(plan.file) }], key);
    plan.discard();

    synthesize('b');
    const reviewed = await openReviewed({ file, digests: [digest] }, context);
    const reopened = await reviewed.reopen(terraform, [], aws);
    expect(digestOf(await reopened.json())).toBe(digest);
    expect(reopened.creations.map(({ values }) => values.input)).toEqual(['a']);
    await terraform.apply(reopened, () => undefined);
    reopened.discard();
    expect((await terraform.state()).resources.map(({ values }) => values.triggers_replace)).toEqual([
      { type: 'string', value: 'a' },
    ]);
    await expect(reviewed.reopen(terraform, [], aws)).rejects.toThrow(
      /^The plan was made for another state of dev: none; there is one of lineage [\w-]{36}\.$/,
    );
    const { serial } = readStateIdentity(await terraform.pullState());
    expect(serial).toBeGreaterThan(0);
  });

  test('the state file is what Terraform prints of it', async () => {
    const { context, terraform } = await checkout();
    const plan = await terraform.plan();
    await terraform.apply(plan, () => undefined);
    plan.discard();
    const printed = execFileSync('terraform', ['state', 'pull'], {
      cwd: join(context.project.root, 'cdktf.out/stacks/dev'),
      encoding: 'utf8',
    });
    expect(JSON.parse(await terraform.pullState())).toEqual(JSON.parse(printed));
  }, 60_000);

  test('whose bytes are no plan of Terraform is not read', async () => {
    const { terraform } = await checkout();
    await expect(terraform.reopen(Buffer.from('not a plan'))).rejects.toMatchObject({ stage: 'plan' });
  });
});
