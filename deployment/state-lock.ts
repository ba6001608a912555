import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Environment } from '../environments';
import type { Explanation } from './errors';
import { explainForeignLock, explainLock, type Lock } from './explain';
import type { S3State } from './project';

/** A lock that was taken, or why it was not. */
export type Taken = { readonly release: () => Promise<void> } | { readonly refused: Explanation };

/**
 * Locks a state in S3 the way Terraform does it: an object beside it, made only where there is none. Nobody else writes the
 * state until it is released.
 *
 * @param operation what it is locked for, said to whoever meets the lock: `restore`
 */
export async function takeLock(
  s3: S3Client,
  { name, account }: Pick<Environment, 'name' | 'account'>,
  state: S3State,
  operation: string,
  abortSignal: AbortSignal,
): Promise<Taken> {
  const lock = { Bucket: state.bucket, Key: `${state.key}.tflock`, ExpectedBucketOwner: account };
  try {
    const Body = lockBody(lock.Key, operation);
    await s3.send(new PutObjectCommand({ ...lock, Body, IfNoneMatch: '*' }), { abortSignal });
  } catch (error) {
    if (![409, 412].includes(statusOf(error) ?? 0)) throw error; // 409: somebody else locks it at this very moment
    const found = await readLock(s3, lock);
    if (found === 'gone') {
      return { refused: { reason: `The state of ${name} was locked a moment ago.`, next: 'Run the command again.' } };
    }
    return { refused: found ? explainLock(found, name) : explainForeignLock(state, name) };
  }
  // Not aborted: a lock that stays would stop the next deploy.
  return { release: async () => void (await s3.send(new DeleteObjectCommand(lock))) };
}

/** As Terraform's own lock, so that a Terraform that meets it can say whose it is. */
function lockBody(path: string, operation: string): string {
  return JSON.stringify({
    ID: randomUUID(),
    Operation: operation,
    Info: '',
    Who: `trinity@${hostname()}`,
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

/** The HTTP status that S3 has answered; undefined where it has not. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
