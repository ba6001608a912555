import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsOf } from '../aws/clients';
import type { Context } from '../project';
import { dataDirectory } from './data-directory';

/**
 * The Terraform state as its backend keeps it. `terraform state pull` prints the same, after a second of a processor.
 *
 * @returns nothing before the first apply; undefined when only Terraform can read it: another workspace than `default`, or
 *   encrypted by OpenTofu
 */
export async function readStateFile(context: Context): Promise<string | undefined> {
  if (workspaceOf(context) !== 'default') return undefined;
  const text = await read(context);
  return text === '' || isPlain(text) ? text : undefined;
}

/** In the checkout. */
const localState = (stack: string): string => `terraform.${stack}.tfstate`;

/** A local state and its backup hold secrets: whoever has made them, from now on only this user can read them. */
export function hideStateFile({ project, stack: { name, state } }: Context): void {
  if (state.backend !== 'local') return;
  const file = join(project.root, localState(name));
  for (const one of [file, `${file}.backup`]) if (existsSync(one)) chmodSync(one, 0o600);
}

async function read({ project, environment, stack }: Context): Promise<string> {
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
        const { Body } = await awsOf(environment).s3.send(new GetObjectCommand(object));
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

function isPlain(text: string): boolean {
  try {
    return 'resources' in (JSON.parse(text) as object);
  } catch {
    return false;
  }
}
