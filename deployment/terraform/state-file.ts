import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { existsSync, readFileSync } from 'node:fs';
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

async function read({ project, environment }: Context): Promise<string> {
  const { name, account, state } = environment;
  switch (state.backend) {
    case 'local': {
      const file = join(project.root, `terraform.${name}.tfstate`);
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
