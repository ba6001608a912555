import { PassThrough, type Duplex } from 'node:stream';
import { main } from '../../cli/main';
import type { Project } from '../../deployment/project';
import type { Finished } from './child';
import { Kept } from './kept';

/** The command line in this process: what it does with a checkout, without what only a process has. */
export async function trinity(args: readonly string[], project: Project): Promise<Finished> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const status = await main(args, {
    project,
    signal: new AbortController().signal,
    stdin: new PassThrough() as Duplex as NodeJS.ReadStream,
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { status, stdout: stdout.text, stderr: stderr.text };
}
