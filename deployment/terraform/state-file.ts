import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { awsOf } from '../aws/clients';
import type { Context } from '../project';
import { dataDirectory } from './data-directory';

/**
 * The Terraform state as its backend keeps it. `terraform state pull` prints the same, after a second of a processor.
 *
 * @param s3 where the state is. Default: one of its own
 * @returns nothing before the first apply; undefined when only Terraform can read it: another workspace than `default`, or
 *   encrypted by OpenTofu
 */
export async function readStateFile(context: Context, s3?: S3Client): Promise<string | undefined> {
  if (workspaceOf(context) !== 'default') return undefined;
  const text = await read(context, s3);
  return text === '' || isPlain(text) ? text : undefined;
}

/** In the checkout. */
const localState = (stack: string): string => `terraform.${stack}.tfstate`;

/** A local state and its backup hold secrets: whoever has made them, from now on only this user can read them. */
export function hideStateFile({ project, stack: { name, state } }: Context): void {
  if (state.backend !== 'local') return;
  for (const file of localFiles(project, name)) chmodSync(file, 0o600);
}

/**
 * Terraform writes a local state in place, after a backup of it as it was before the apply: a kill may leave it empty, or cut off. Then
 * the backup takes its place: what has gone since, the next plan finds out. For after an apply that died only.
 *
 * @returns whether it did
 */
export function mendStateFile({ project, stack: { name, state } }: Context): boolean {
  if (state.backend !== 'local') return false;
  const file = join(project.root, localState(name));
  const backup = `${file}.backup`;
  if (![file, backup].every((one) => existsSync(one))) return false;
  if (isJson(readFileSync(file, 'utf8')) || !isPlain(readFileSync(backup, 'utf8'))) return false;
  copyFileSync(backup, file);
  return true;
}

/**
 * Removes a state that has come to its end, and of a local one its backup. A bucket keeps the versions.
 *
 * @returns what there was
 */
export async function removeStateFile(context: Context, s3: S3Client): Promise<string[]> {
  const { project, environment, stack } = context;
  const { name, state } = stack;
  const { account } = environment;
  switch (state.backend) {
    case 'local': {
      const files = localFiles(project, name);
      for (const file of files) rmSync(file);
      return files.map((file) => basename(file));
    }
    case 's3': {
      if ((await read(context, s3)) === '') return [];
      await s3.send(new DeleteObjectCommand({ Bucket: state.bucket, Key: state.key, ExpectedBucketOwner: account }));
      return [`s3://${state.bucket}/${state.key}`];
    }
  }
}

/** Absolute paths of a local state and its backup, as far as they are there. */
function localFiles({ root }: Context['project'], stack: string): string[] {
  const file = join(root, localState(stack));
  return [file, `${file}.backup`].filter((one) => existsSync(one));
}

async function read({ project, environment, stack }: Context, s3 = awsOf(environment).s3): Promise<string> {
  const { name, state } = stack;
  const { account } = environment;
  switch (state.backend) {
    case 'local': {
      const file = join(project.root, localState(name));
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    }
    case 's3': {
      const object = { Bucket: state.bucket, Key: state.key, ExpectedBucketOwner: account };
      try {
        const { Body } = await s3.send(new GetObjectCommand(object));
        return (await Body?.transformToString()) ?? '';
      } catch (error) {
        if (error instanceof NoSuchKey) return '';
        throw error;
      }
    }
  }
}

/** As Terraform finds it. */
function workspaceOf(context: Context): string {
  const file = join(dataDirectory(context), 'environment');
  return context.project.env.TF_WORKSPACE || (existsSync(file) && readFileSync(file, 'utf8').trim()) || 'default';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isPlain(text: string): boolean {
  try {
    return 'resources' in (JSON.parse(text) as object);
  } catch {
    return false;
  }
}
