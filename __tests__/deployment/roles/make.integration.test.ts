import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { join } from 'node:path';
import { explain, textOf } from '../../../deployment/explain';
import { documentsOf } from '../../../deployment/roles';
import { makeRoles } from '../../../deployment/roles/make';
import type { EmulatedAws } from '../../../rehearsal/aws';
import { clientsOf } from '../../../rehearsal/clients';
import { createAws } from '../../../deployment/aws/clients';
import { startAws } from '../../rehearsal/aws/support';
import { copyProject } from '../../../rehearsal/project';
import { environment as environmentOf } from '../../stacks/synthesize';
import { runToEnd } from '../../support/child';
import { describeWith } from '../../support/loud-skip';
import { staging } from '../project';

const TRUSTED = { subject: 'repo:octo/trinity', pullRequests: true };
const RENAMED = { ...TRUSTED, subject: 'repo:octo/renamed' };
const OTHER = 'arn:aws:iam::123456789012:root';
const environment = staging();
const DEPLOYS = 'github-deploys-staging';

describeWith(['moto_server'], "GitHub's roles in an account", () => {
  let aws: EmulatedAws;
  let iam: IAMClient;
  // One for all, which is empty for the first of them; each of the others begins with roles that are as they are to be.
  beforeAll(async () => {
    const guest = { arn: 'arn:aws:iam::123456789012:user/guest', statements: [] };
    aws = await startAws({ account: environment.account, principals: { guest } });
    ({ iam } = clientsOf(aws, environment.region));
  });
  afterAll(() => aws.close());

  const make = (trusted = TRUSTED) => makeRoles(environment, clientsOf(aws, environment.region), trusted);
  const written = (document: string | undefined) =>
    JSON.parse(decodeURIComponent(document ?? '')) as { Statement: object[] };
  const trustOf = async (RoleName: string) =>
    written((await iam.send(new GetRoleCommand({ RoleName }))).Role?.AssumeRolePolicyDocument);
  const policyOf = async (RoleName: string) =>
    written((await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'trinity' }))).PolicyDocument);
  const writes = () => aws.requests.flatMap(({ operation }) => (/^(Get|List)/.test(operation) ? [] : [operation]));

  test('an account that has none of it gets all of it', async () => {
    const { provider, roles } = await make();
    const arn = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
    expect(provider).toEqual({ arn, change: 'made' });
    const found = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    expect(found).toMatchObject({ Url: 'token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] });

    const documents = documentsOf(environment, TRUSTED);
    for (const { name, trust, policy } of Object.values(documents)) {
      expect(await trustOf(name)).toEqual(trust);
      expect(await policyOf(name)).toEqual(policy);
    }
    expect(roles.map(({ kind, arn, changes, besides }) => [kind, arn, changes[0], besides])).toEqual([
      [
        'deploy',
        `arn:aws:iam::123456789012:role/${DEPLOYS}`,
        'was made; it trusts repo:octo/trinity:environment:staging',
        [],
      ],
      [
        'plan',
        'arn:aws:iam::123456789012:role/github-plans-staging',
        'was made; it trusts repo:octo/trinity:environment:staging-plan and repo:octo/trinity:environment:staging-review',
        [],
      ],
    ]);
  });

  test('the command makes the bucket, lets the roles at the state in it, and says what is to be set in GitHub', async () => {
    const project = copyProject(join(__dirname, '../../..'), environmentOf('staging'));
    try {
      const { status, stdout, stderr } = await runToEnd(
        process.execPath,
        ['bin/trinity', 'bootstrap', 'staging', '--roles', '--repository', 'octo/trinity'],
        { cwd: project.root, env: { ...process.env, ...aws.env } },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('next:') as string });
      const arn = 'arn:aws:iam::123456789012:role';
      expect(stdout.match(/^ {2}its policy trinity was changed$/gm)).toHaveLength(2);
      expect(stdout.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
        expect.stringMatching(/^trinity-terraform-state-123456789012 was made: /),
        'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com exists',
        `${arn}/github-deploys-staging`,
        `${arn}/github-plans-staging`,
        `next: gh variable set AWS_DEPLOY_ROLE --env staging --body ${arn}/github-deploys-staging`,
        `next: gh variable set AWS_PLAN_ROLE --env staging-plan --body ${arn}/github-plans-staging`,
        `next: gh variable set AWS_PLAN_ROLE --env staging-review --body ${arn}/github-plans-staging`,
        '',
      ]);
    } finally {
      project.remove();
    }
  });

  test('made again, it writes nothing', async () => {
    await make();
    const before = writes().length;
    const { provider, roles } = await make();
    expect(writes().length).toBe(before);
    expect([provider.change, ...roles.map(({ changes }) => changes)]).toEqual(['none', [], []]);
  });

  test('what others have added stays, and is told', async () => {
    await make();
    const { Statement } = await trustOf(DEPLOYS);
    const theirs = { Sid: 'Ops', Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sts:AssumeRole' };
    const trust = JSON.stringify({ Version: '2012-10-17', Statement: [theirs, ...Statement] });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: DEPLOYS, PolicyDocument: trust }));
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
    });
    await iam.send(new PutRolePolicyCommand({ RoleName: DEPLOYS, PolicyName: 'ours', PolicyDocument: document }));
    const made = await iam.send(new CreatePolicyCommand({ PolicyName: 'bound', PolicyDocument: document }));
    const bound = made.Policy?.Arn ?? '';
    await iam.send(new AttachRolePolicyCommand({ RoleName: DEPLOYS, PolicyArn: bound }));
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: DEPLOYS, PermissionsBoundary: bound }));

    const [deploys] = (await make(RENAMED)).roles;
    expect(deploys).toMatchObject({
      changes: ['trusts repo:octo/renamed:environment:staging, instead of repo:octo/trinity:environment:staging'],
      besides: [
        `in its trust: ${JSON.stringify(theirs)}`,
        'the policy ours',
        `the policy ${bound}`,
        `the permissions boundary ${bound}`,
      ],
    });
    const [first, second] = (await trustOf(DEPLOYS)).Statement;
    expect(first).toEqual(theirs);
    expect(second).toEqual(documentsOf(environment, RENAMED).deploy.trust.Statement[0]);
  });

  test('a policy that somebody has changed is put right, and what it may no longer do is told', async () => {
    await make();
    const { policy } = documentsOf(environment, TRUSTED).deploy;
    const [first, ...rest] = policy.Statement;
    const changed = { ...policy, Statement: [...rest, { ...first, Action: ['ec2:RunInstances'] }] };
    const name = { RoleName: DEPLOYS, PolicyName: 'trinity' };
    await iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument: JSON.stringify(changed) }));
    const [deploys] = (await make()).roles;
    expect(deploys?.changes).toEqual([
      'its policy trinity was changed',
      `may do besides: ${[...first!.Action].sort().join(', ')}`,
      'may no longer do: ec2:RunInstances',
    ]);
    expect(await policyOf(DEPLOYS)).toEqual(policy);
  });

  test('another account is refused before anything is made', async () => {
    const elsewhere = staging({ account: '210987654321' });
    const before = writes();
    await expect(makeRoles(elsewhere, clientsOf(aws, elsewhere.region), TRUSTED)).rejects.toMatchObject({
      stage: 'preflight',
      message: expect.stringContaining('These credentials are of account 123456789012') as string,
    });
    expect(writes()).toEqual(before);
  });

  test('who may not make roles is told what is missing', async () => {
    const { endpoint } = aws;
    const guest = createAws(environment.region, {
      endpoint,
      credentials: { accessKeyId: 'guest', secretAccessKey: 'x' },
    });
    const error: unknown = await makeRoles(environment, guest, TRUSTED).catch((thrown: unknown) => thrown);
    expect(explain(textOf(error), environment).reason).toBe(
      'The AWS identity may not do iam:GetOpenIDConnectProvider on arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com.',
    );
  });
});
