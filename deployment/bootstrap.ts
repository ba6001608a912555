import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3ServiceException,
  type BucketLocationConstraint,
  type LifecycleRule,
  type S3Client,
} from '@aws-sdk/client-s3';
import { partitionOf } from '../environments/partition';
import { requireAccount, requireOwnAccount } from './aws/account';
import type { Aws } from './aws/clients';
import { JOURNAL } from './adoption/journal';
import { DeploymentError } from './errors';
import { besideState, type Context, type S3State } from './project';
import { RECORDS } from './report/history';
import { fileOf } from '../environments/names';
import { stateOf } from '../environments/stack';
import { systemsOf } from '../environments/systems';

export interface Bootstrapped {
  /** Undefined for an environment whose state is a local file. */
  readonly bucket?: string;
  readonly created: boolean;
}

/**
 * Makes the bucket that holds an environment's Terraform state, or brings the one that exists to the same settings:
 * versions kept, old ones not for ever, encrypted, nothing public, TLS only, no ACLs. Never deletes anything itself.
 *
 * @param aws its S3 in the region of the state, which may be another than the environment's
 * @throws DeploymentError when the credentials are of another account, or the bucket is
 */
export async function bootstrap(context: Pick<Context, 'environment' | 'signal'>, aws: Aws): Promise<Bootstrapped> {
  const { environment } = context;
  const { state } = environment;
  if (state.backend === 'local') return { created: false };
  requireOwnAccount(environment);
  await requireAccount(aws.sts, environment);
  return { bucket: state.bucket, created: await makeBucket(context, aws, state) };
}

/** The bucket itself, in whatever account the clients are for. @returns whether it was not there */
export async function makeBucket(
  { environment, signal: abortSignal }: Pick<Context, 'environment' | 'signal'>,
  aws: Pick<Aws, 's3'>,
  state: S3State,
): Promise<boolean> {
  const { account } = environment;
  const { s3 } = aws;
  const created = await ensureBucket(aws, environment.name, { ...state, account }, abortSignal);
  const bucket = { Bucket: state.bucket, ExpectedBucketOwner: account };
  await s3.send(new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await encrypt(s3, bucket);
  await s3.send(
    new PutPublicAccessBlockCommand({
      ...bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    }),
  );
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      ...bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  );
  await requireTls(s3, bucket, partitionOf(state.region));
  const states = systemsOf(environment).map((system) => stateOf(environment, system));
  await letExpire(
    s3,
    bucket,
    states.filter((one) => one.backend === 's3'),
  );
  return created;
}

type Bucket = { readonly Bucket: string; readonly ExpectedBucketOwner: string };

/** With S3's own keys, unless somebody has chosen keys already. */
async function encrypt(s3: S3Client, bucket: Bucket): Promise<void> {
  const current = await orMissing(s3.send(new GetBucketEncryptionCommand(bucket)));
  if ((current?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0) return;
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } };
  await s3.send(new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
}

interface Statement {
  readonly Sid?: string;
}

/** Adds a statement to the bucket's policy; those that are there stay. */
async function requireTls(s3: S3Client, bucket: Bucket, partition: string): Promise<void> {
  const current = await orMissing(s3.send(new GetBucketPolicyCommand(bucket)));
  const policy = JSON.parse(current?.Policy ?? '{"Version":"2012-10-17","Statement":[]}') as {
    /** A single statement may stand without a list. */
    Statement?: Statement | Statement[];
  };
  const tlsOnly = tlsOnlyStatement(`arn:${partition}:s3:::${bucket.Bucket}`);
  const Statement = [...[policy.Statement ?? []].flat().filter(({ Sid }) => Sid !== tlsOnly.Sid), tlsOnly];
  await s3.send(new PutBucketPolicyCommand({ ...bucket, Policy: JSON.stringify({ ...policy, Statement }) }));
}

/** How long the bucket keeps what is not the newest. */
export const KEPT = {
  /** Of the state: a version can be restored for so long, and the last ones however old they are (S3 counts up to 100). */
  stateDays: 365,
  stateVersions: 30,
  /** Records of deploys and rollbacks: what a rollback can go back to without being told the versions. */
  recordDays: 730,
  /** Of what is written over or deleted all the time, and restored by nobody. */
  otherDays: 30,
};

/** Sets the rules of these states; others' stay, those of a state beside them among them. */
async function letExpire(s3: S3Client, bucket: Bucket, states: readonly S3State[]): Promise<void> {
  const current = await orMissing(s3.send(new GetBucketLifecycleConfigurationCommand(bucket)));
  const own = states.flatMap(lifecycleOf);
  const Rules = [...(current?.Rules ?? []).filter(({ ID }) => !own.some((rule) => rule.ID === ID)), ...own];
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      ...bucket,
      TransitionDefaultMinimumObjectSize: current?.TransitionDefaultMinimumObjectSize,
      LifecycleConfiguration: { Rules },
    }),
  );
}

/** By prefix. The lock's begins with the state's: where two rules meet, S3 takes the one that lets go sooner. */
function lifecycleOf(state: S3State): LifecycleRule[] {
  const rule = (Prefix: string, rest: Partial<LifecycleRule>): LifecycleRule => ({
    ID: `trinity ${Prefix}`,
    Status: 'Enabled',
    Filter: { Prefix },
    ...rest,
  });
  return [
    rule(state.key, {
      NoncurrentVersionExpiration: { NoncurrentDays: KEPT.stateDays, NewerNoncurrentVersions: KEPT.stateVersions },
    }),
    ...[`${state.key}.tflock`, besideState(state, JOURNAL)].map((one) =>
      rule(one, {
        NoncurrentVersionExpiration: { NoncurrentDays: KEPT.otherDays },
        Expiration: { ExpiredObjectDeleteMarker: true },
      }),
    ),
    rule(besideState(state, RECORDS), {
      NoncurrentVersionExpiration: { NoncurrentDays: KEPT.otherDays },
      Expiration: { Days: KEPT.recordDays },
    }),
  ];
}

/** S3 answers 404 for a setting that a bucket does not have. */
async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}

async function ensureBucket(
  { s3 }: Pick<Aws, 's3'>,
  environment: string,
  { bucket, region, account }: { bucket: string; region: string; account: string },
  abortSignal: AbortSignal,
): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }), { abortSignal });
    return false;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 403) {
      throw new DeploymentError(
        'preflight',
        `The bucket name ${bucket} is taken by another account, or these credentials may not see it.`,
        `Choose another state.bucket in ${fileOf(environment)}; bucket names are shared by all of AWS.`,
        { cause: error },
      );
    }
    if (status !== 404) throw error;
  }
  // us-east-1 is the region that S3 does not want to be told.
  const LocationConstraint = region === 'us-east-1' ? undefined : (region as BucketLocationConstraint);
  await s3.send(
    new CreateBucketCommand({
      Bucket: bucket,
      ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  return true;
}

const tlsOnlyStatement = (arn: string) => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
