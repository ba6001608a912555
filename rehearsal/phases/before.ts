import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { clientsOf } from '../clients';
import { bucketOf, type World } from '../world';
import { expectEnd, expectSame, preflight, seconds, type Phase } from './phase';
import { fileOf } from '../../environments/names';

const needsBucket: Phase['unless'] = ({ state }) => (state.backend === 's3' ? undefined : 'its state is a local file');

export const bootstrapped: Phase = {
  name: 'bootstrap makes the bucket, and made again it stays as it is',
  unless: needsBucket,
  async run(world) {
    const shell = world.shell.as('administrator');
    const bootstrap = { runbook: 'deploy', command: 'bin/trinity bootstrap staging' } as const;
    const first = await shell.follow(bootstrap);
    expectEnd(
      first,
      0,
      'was made: versions kept, for a year and the last thirty, encrypted, nothing public, TLS only.',
    );
    expectEnd(await shell.follow(bootstrap), 0, 'exists');
    expectSame(await bucketSettings(world), PRIVATE, "the bucket's settings");
    return seconds(first);
  },
};

export const preflightPasses: Phase = {
  name: 'preflight passes, and has seen that the state can be locked',
  async run(world) {
    const ended = await preflight(world);
    expectEnd(ended, 0, world.environment.state.backend === 's3' ? 'can be locked' : 'in this checkout');
    return seconds(ended);
  },
};

/** What is found before anything is touched. */
export const beforeTheFirstDeploy: readonly Phase[] = [
  {
    name: 'preflight names the missing bucket, and touches nothing',
    unless: needsBucket,
    async run(world) {
      const ended = await preflight(world);
      expectEnd(ended, 11, `bin/trinity bootstrap ${world.environment.name}`);
      return `exit code 11, ${seconds(ended)}`;
    },
  },
  bootstrapped,
  {
    name: 'credentials of another account are refused, in one sentence',
    async run(world) {
      const { project, environment } = world;
      const other = '210987654321';
      const commit = project.head();
      project.change(fileOf(environment.name), /account: '\d+'/, `account: '${other}'`);
      const ended = await preflight(world, 'wrong-account');
      project.checkOut(commit);
      expectEnd(ended, 11, `These credentials are of account ${project.account}`, `AWS_PROFILE`);
      return 'exit code 11';
    },
  },
  {
    name: 'another region in the environment variables is refused',
    async run({ shell, environment }) {
      shell.env.AWS_REGION = 'us-west-2';
      const ended = await shell.trinity('preflight', '--skip-gates', 'a rehearsal');
      shell.env.AWS_REGION = environment.region;
      expectEnd(ended, 11, `AWS_REGION is us-west-2; ${environment.name} is in ${environment.region}`);
      return 'exit code 11';
    },
  },
  {
    name: 'expired credentials are said to be expired',
    async run(world) {
      const fault = world.aws.inject({
        service: 'sts',
        answer: {
          kind: 'error',
          status: 403,
          code: 'ExpiredToken',
          message: 'The security token included in the request is expired',
        },
      });
      const ended = await preflight(world);
      fault.remove();
      expectEnd(ended, 11, 'The AWS credentials have expired.', 'aws sso login');
      return 'exit code 11';
    },
  },
  {
    name: 'a missing permission is named',
    async run(world) {
      const denied = 'User: arn:aws:iam::123456789012:user/x is not authorized to perform: ssm:DescribeParameters';
      const fault = world.aws.inject({
        service: 'ssm',
        answer: { kind: 'error', status: 400, code: 'AccessDeniedException', message: denied },
      });
      const ended = await preflight(world);
      fault.remove();
      expectEnd(ended, 11, 'The AWS identity may not do ssm:DescribeParameters.');
      return 'exit code 11';
    },
  },
  preflightPasses,
];

const PRIVATE = {
  versions: 'Enabled',
  encryption: 'AES256',
  public: [true, true, true, true],
  policy: [['Deny', 's3:*', { Bool: { 'aws:SecureTransport': 'false' } }]],
};

/** What S3 says of the state's bucket. */
async function bucketSettings({ aws, environment, project }: World): Promise<typeof PRIVATE> {
  const { s3 } = clientsOf(aws, environment.region);
  const bucket = { Bucket: bucketOf(environment, project.account) };
  const versioning = await s3.send(new GetBucketVersioningCommand(bucket));
  const encryption = await s3.send(new GetBucketEncryptionCommand(bucket));
  const access = await s3.send(new GetPublicAccessBlockCommand(bucket));
  const { Policy = '{}' } = await s3.send(new GetBucketPolicyCommand(bucket));
  const { Statement = [] } = JSON.parse(Policy) as {
    Statement?: { Effect: string; Action: string; Condition: object }[];
  };
  const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
  return {
    versions: versioning.Status ?? 'none',
    encryption: rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? 'none',
    public: Object.values<unknown>({ ...access.PublicAccessBlockConfiguration }).map((on) => on === true),
    policy: Statement.map(({ Effect, Action, Condition }) => [Effect, Action, Condition]) as typeof PRIVATE.policy,
  };
}
