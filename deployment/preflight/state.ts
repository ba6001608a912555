import {
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { z } from 'zod';
import type { Environment } from '../../environments';
import type { Aws } from '../aws/clients';
import { failed, passed, type Check, type Outcome } from '../checks';
import { explainForeignLock, explainLock, type Lock } from '../explain';
import type { Context, S3State } from '../project';

/** The state can be reached, and locked: for a moment it is, the way Terraform does it. */
export const stateCheck = ({ project, environment }: Context, { s3 }: Aws): Check => ({
  name: 'Terraform state',
  async run(abortSignal) {
    const { name, account, state } = environment;
    if (state.backend === 'local') {
      accessSync(project.root, constants.W_OK);
      return passed(`terraform.${name}.tfstate in this checkout, for one person`);
    }
    const bucket = await bucketProblem(s3, state, environment, abortSignal);
    if (bucket) return bucket;
    const lock = { Bucket: state.bucket, Key: `${state.key}.tflock`, ExpectedBucketOwner: account };
    try {
      await s3.send(new PutObjectCommand({ ...lock, Body: lockBody(lock.Key), IfNoneMatch: '*' }), { abortSignal });
    } catch (error) {
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error; // 409: somebody else locks it at this very moment
      const found = await readLock(s3, lock);
      if (found === 'gone') return failed(`The state of ${name} was locked a moment ago.`, 'Run the command again.');
      const { reason, next } = found ? explainLock(found, name) : explainForeignLock(state, name);
      return failed(reason, next);
    }
    await s3.send(new DeleteObjectCommand(lock)); // not aborted: a lock that stays would stop the next deploy
    return passed(`s3://${state.bucket}/${state.key}, can be locked`);
  },
});

async function bucketProblem(
  s3: S3Client,
  { bucket: Bucket }: S3State,
  { name, account }: Environment,
  abortSignal: AbortSignal,
): Promise<Outcome | undefined> {
  const bucket = { Bucket, ExpectedBucketOwner: account };
  const bootstrap = `Run npx trinity bootstrap ${name}.`;
  try {
    await s3.send(new HeadBucketCommand(bucket), { abortSignal });
  } catch (error) {
    if (statusOf(error) === 404)
      return failed(`The bucket ${Bucket} of ${name}'s Terraform state does not exist.`, bootstrap);
    if (statusOf(error) !== 403) throw error;
    return failed(
      `The bucket ${Bucket} is of another account than ${account}, or these credentials may not see it.`,
      `Check state.bucket in environments/${name}.ts, and what the role may do.`,
    );
  }
  const { Status } = await s3.send(new GetBucketVersioningCommand(bucket), { abortSignal });
  if (Status !== 'Enabled')
    return failed(`The bucket ${Bucket} keeps no versions: a lost state could not be restored.`, bootstrap);
  try {
    await s3.send(new GetBucketEncryptionCommand(bucket), { abortSignal });
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return failed(`The bucket ${Bucket} is not encrypted: a state holds secrets.`, bootstrap);
  }
  return undefined;
}

/** As Terraform's own lock, so that a Terraform that meets it can say whose it is. */
function lockBody(path: string): string {
  return JSON.stringify({
    ID: randomUUID(),
    Operation: 'trinity preflight',
    Info: '',
    Who: 'trinity preflight',
    Version: '',
    Created: new Date().toISOString(),
    Path: path,
  });
}

/** @returns undefined when what lies there is no lock of Terraform's; `gone` when it has been cleared in between */
async function readLock(
  s3: S3Client,
  lock: { Bucket: string; Key: string; ExpectedBucketOwner: string },
): Promise<Lock | 'gone' | undefined> {
  let text: string | undefined;
  try {
    text = await (await s3.send(new GetObjectCommand(lock))).Body?.transformToString();
  } catch (error) {
    if (statusOf(error) === 404) return 'gone';
    throw error;
  }
  const lockInfo = lockSchema.safeParse(parseJson(text ?? ''));
  if (!lockInfo.success) return undefined;
  const { ID, Who = 'unknown', Operation = 'unknown', Created = 'unknown' } = lockInfo.data;
  return { id: ID, who: Who, operation: Operation, created: Created };
}

/** What Terraform writes into a lock, the parts that are shown. */
const lockSchema = z.object({
  ID: z.string().min(1),
  Who: z.string().optional(),
  Operation: z.string().optional(),
  Created: z.string().optional(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
