import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutStack } from '../../programs/user-error';
import type { JsonObject } from '../../packages/plan-review/src/plan/value';
import { DeploymentError } from '../errors';
import { runProcess } from '../process';
import type { Project } from '../project';

/** Terraform's JSON of each stack, by name. */
export type Stacks = ReadonlyMap<string, JsonObject>;

/** One side of a comparison. */
export interface Side {
  /** `this checkout`, or the commit, for messages. */
  readonly name: string;
  /** Its files, and the variables of whoever compares. */
  readonly project: Project;
  /** Empty; what is synthesized goes there. */
  readonly outdir: string;
  /** The checkout that both sides are of: paths of what is only here for the comparison show as paths in it. */
  readonly place: string;
}

/** Aborted, all that the command started ends: the shell alone would leave what it waits for. */
const GROUP = `trap 'kill -s TERM 0' INT; sh -c "$1" & wait $!`;

/**
 * Runs the `app` command of cdktf.json, as `cdktf synth` does.
 *
 * @throws DeploymentError (`invalid`) with what the command said, the signal's reason when it is aborted
 */
export async function runApp(side: Side, signal: AbortSignal): Promise<Stacks> {
  const { name, project, outdir } = side;
  const { root } = project;
  const env = { ...project.env, CDKTF_OUTDIR: outdir };
  const app = readApp(root);
  if (app === undefined) throw refuse(name, 'It has no cdktf.json with an app command.');
  const { status, stdout, stderr } = await runProcess('sh', ['-c', GROUP, 'sh', app], { cwd: root, env, signal });
  signal.throwIfAborted();
  const manifest = join(outdir, 'manifest.json');
  if (status === 0 && existsSync(manifest)) return readStacks(side, manifest);
  const said =
    withoutStack(stderr) || withoutStack(stdout) || `It ended with exit code ${status}, and without a manifest.json.`;
  throw refuse(name, said.replaceAll(`${root}/`, ''));
}

function refuse(name: string, said: string): DeploymentError {
  const next = name === HERE ? 'Mend it, then compare again.' : 'Name a commit that can be synthesized with --base.';
  return new DeploymentError('invalid', `The synthesis of ${name} failed:\n${said}`, next);
}

/** The side that can be mended. */
export const HERE = 'this checkout';

function readApp(root: string): string | undefined {
  try {
    const { app } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8')) as { app?: unknown };
    return typeof app === 'string' ? app : undefined;
  } catch {
    return undefined; // no file, or no JSON
  }
}

function readStacks({ project: { root }, outdir, place }: Side, manifest: string): Stacks {
  const { stacks } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const read = (path: string): JsonObject => {
    const text = readFileSync(join(outdir, path), 'utf8').replaceAll(outdir, join(place, 'cdktf.out'));
    return JSON.parse(root === place ? text : text.replaceAll(root, place)) as JsonObject;
  };
  return new Map(Object.entries(stacks).map(([name, stack]) => [name, read(stack.synthesizedStackPath)]));
}
