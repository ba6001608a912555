import {
  CopyObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NotFound,
  type S3Client,
} from '@aws-sdk/client-s3';
import { requireAccount } from './aws/account';
import { createAws } from './aws/clients';
import { DeploymentError } from './errors';
import type { Context, S3State } from './project';

/** A version of an environment's Terraform state that its bucket keeps. */
export interface StateVersion {
  readonly id: string;
  /** RFC 3339 */
  readonly written: string;
  readonly bytes: number;
  /** Whether it is the one that Terraform reads. */
  readonly current: boolean;
}

/** The newest first; none is current when the state was deleted. @throws DeploymentError for a local state */
export async function listStateVersions(context: Context): Promise<StateVersion[]> {
  const { s3, state } = await open(context);
  return list(s3, state);
}

/**
 * Puts a copy of an older version on top: the versions before it stay.
 *
 * @throws DeploymentError when there is no such version, or the state is locked
 */
export async function restoreState(context: Context, versionId: string): Promise<void> {
  const { environment } = context;
  const { name } = environment;
  const { s3, state } = await open(context);
  const versions = await list(s3, state);
  if (!versions.some(({ id }) => id === versionId)) {
    const reason = `The state of ${name} has no version "${versionId}".`;
    throw new DeploymentError('invalid', reason, `npx trinity state ${name} shows the versions.`);
  }
  if (await exists(s3, state.bucket, `${state.key}.tflock`)) {
    const next = `npx trinity preflight ${name} says by whom, and how to clear the lock of a deploy that died.`;
    throw new DeploymentError('invalid', `The state of ${name} is locked: somebody deploys.`, next);
  }
  await s3.send(
    new CopyObjectCommand({
      Bucket: state.bucket,
      Key: state.key,
      CopySource: `${state.bucket}/${encodeURIComponent(state.key)}?versionId=${encodeURIComponent(versionId)}`,
      ExpectedBucketOwner: environment.account,
      ExpectedSourceBucketOwner: environment.account,
    }),
  );
}

async function open({ environment }: Context): Promise<{ s3: S3Client; state: S3State }> {
  const { name, state } = environment;
  if (state.backend === 'local') {
    const reason = `The state of ${name} is terraform.${name}.tfstate in this checkout: one version, and terraform.${name}.tfstate.backup.`;
    throw new DeploymentError('invalid', reason, 'Copy the backup over it to go back one apply.');
  }
  const { s3, sts } = createAws(state.region);
  await requireAccount(sts, environment);
  return { s3, state };
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

async function exists(s3: S3Client, Bucket: string, Key: string): Promise<boolean> {
  try {
    await s3.send(new HeadObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
