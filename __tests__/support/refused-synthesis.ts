import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../build/synthesize';
import { UserError } from '../../programs/user-error';

/** What the `app` of a checkout's cdktf.json says when it ends with 1, before a stack is written. */
export function refusalOfApp(root: string): string {
  const { app } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { app: string };
  const { status, stderr } = spawnSync('sh', ['-c', app], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(1);
  expectNoStack(root);
  return stderr;
}

/** What the synthesis of a deploy says when it is refused, before a stack is written. */
export async function refusalOfBuild(root: string): Promise<string> {
  const { signal } = new AbortController();
  const refused: unknown = await build({ root, environment: 'dev', signal }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UserError);
  expectNoStack(root);
  return (refused as UserError).message;
}

const expectNoStack = (root: string): void => expect(existsSync(join(root, 'cdktf.out/manifest.json'))).toBe(false);
