import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../build/write-whole';
import { besideState, type Kept } from '../project';

/** What an apply is about to create, or a destroy to take down: written before it, removed after it, so that it is found only after one that died. */
const journalSchema = z.strictObject({
  /** RFC 3339 */
  startedAt: z.string(),
  /** Addresses. */
  creates: z.array(z.string()),
  /** Names of the log groups that a destroy takes down: what writes late makes one again. Default: it was a deploy. */
  logGroups: z.array(z.string()).exactOptional(),
});
export type Journal = z.infer<typeof journalSchema>;

export interface JournalStore {
  /** @returns undefined when the last apply came to its end */
  read(): Promise<Journal | undefined>;
  write(journal: Journal): Promise<void>;
  remove(): Promise<void>;
}

/** In the state's bucket, beside the state. */
export const JOURNAL = 'applying.json';

/** Beside the state: in S3 `<key>/applying.json`, for a local state `deployments/<stack>.applying.json`. */
export function openJournal(
  { project, environment: { account }, stack: { name, state } }: Kept,
  s3: S3Client,
): JournalStore {
  switch (state.backend) {
    case 'local':
      return localJournal(join(project.root, 'deployments', `${name}.applying.json`));
    case 's3':
      return s3Journal(s3, {
        Bucket: state.bucket,
        Key: besideState(state, JOURNAL),
        ExpectedBucketOwner: account,
      });
  }
}

function s3Journal(s3: S3Client, object: { Bucket: string; Key: string; ExpectedBucketOwner: string }): JournalStore {
  return {
    async read() {
      try {
        const { Body } = await s3.send(new GetObjectCommand(object));
        return journalSchema.parse(JSON.parse((await Body?.transformToString()) ?? ''));
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async write(journal) {
      await s3.send(new PutObjectCommand({ ...object, Body: JSON.stringify(journal) }));
    },
    async remove() {
      await s3.send(new DeleteObjectCommand(object));
    },
  };
}

function localJournal(file: string): JournalStore {
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, a file need not be
    async read() {
      try {
        return journalSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(journal) {
      mkdirSync(dirname(file), { recursive: true });
      writeWhole(file, JSON.stringify(journal)); // a half one would stop every later deploy
      return Promise.resolve();
    },
    remove() {
      rmSync(file, { force: true });
      return Promise.resolve();
    },
  };
}
