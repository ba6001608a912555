import { CopyObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { requireAccount } from './aws/account';
import type { Aws } from './aws/clients';
import { DeploymentError } from './errors';
import { asStack, type Context, type S3State } from './project';
import { takeLock } from './state-lock';

/** A version of an environment's Terraform state that its bucket keeps. */
export interface StateVersion {
  readonly id: string;
  /** RFC 3339 */
  readonly written: string;
  readonly bytes: number;
  /** Whether it is the one that Terraform reads. */
  readonly current: boolean;
}

type StateAws = Pick<Aws, 's3' | 'sts'>;

/**
 * The newest first; none is current when the state was deleted.
 *
 * @param aws its S3 in the region of the state
 * @throws DeploymentError for a local state
 */
export async function listStateVersions(context: Context, aws: StateAws): Promise<StateVersion[]> {
  return list(aws.s3, await open(context, aws));
}

/**
 * Puts a copy of an older version on top, with the state locked: the versions before it stay.
 *
 * @param aws its S3 in the region of the state
 * @throws DeploymentError when there is no such version, or somebody else holds the lock
 */
export async function restoreState(context: Context, versionId: string, aws: StateAws): Promise<void> {
  const { environment, stack, signal } = context;
  const { name } = stack;
  const { account } = environment;
  const { s3 } = aws;
  const state = await open(context, aws);
  const versions = await list(s3, state);
  if (!versions.some(({ id }) => id === versionId)) {
    const reason = `The state of ${name} has no version "${versionId}".`;
    throw new DeploymentError('invalid', reason, `bin/trinity state ${name} shows the versions.`);
  }
  const lock = await takeLock(s3, asStack(context), state, 'restore', signal);
  if ('refused' in lock) throw new DeploymentError('invalid', lock.refused.reason, lock.refused.next);
  try {
    await s3.send(
      new CopyObjectCommand({
        Bucket: state.bucket,
        Key: state.key,
        CopySource: `${state.bucket}/${encodeURIComponent(state.key)}?versionId=${encodeURIComponent(versionId)}`,
        ExpectedBucketOwner: account,
        ExpectedSourceBucketOwner: account,
      }),
    );
  } finally {
    await lock.release();
  }
}

async function open({ environment, stack }: Context, { sts }: StateAws): Promise<S3State> {
  const { name, state } = stack;
  if (state.backend === 'local') {
    const reason = `The state of ${name} is terraform.${name}.tfstate in this checkout: one version, and terraform.${name}.tfstate.backup.`;
    const next = 'Copy the backup over it to go back one apply, while nothing deploys.';
    throw new DeploymentError('invalid', reason, next);
  }
  await requireAccount(sts, environment);
  return state;
}

async function list(s3: S3Client, { bucket, key }: S3State): Promise<StateVersion[]> {
  const versions: StateVersion[] = [];
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, ...marker }));
    for (const { Key, VersionId, LastModified, Size = 0, IsLatest = false } of page.Versions ?? []) {
      if (Key !== key || VersionId === undefined) continue; // the prefix is also the lock's
      const written = LastModified?.toISOString() ?? 'unknown';
      versions.push({ id: VersionId, written, bytes: Size, current: IsLatest });
    }
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return versions;
    marker = {
      KeyMarker: page.NextKeyMarker,
      ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
}
