import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { DeploymentError, isError } from '../deployment/errors';
import type { Review } from '../packages/plan-review/src/review';
import { visible } from '../programs/visible';
import { stops } from '../packages/plan-review/src/render/headline';
import { many } from '../packages/plan-review/src/render/phrase';
import type { Console } from './commands/command';
import { fileOf, partsOf } from '../environments/names';

/**
 * What `--yes` says yes to: whatever the review does not block.
 *
 * @throws DeploymentError with the name of each finding that nobody has accepted
 */
export function agree({ name, findings }: Pick<Review, 'name' | 'findings'>): boolean {
  const stopping = findings.filter(stops);
  if (stopping.length === 0) return true;
  throw new DeploymentError(
    'declined',
    [
      `--yes does not answer for what blocks: ${many(stopping.length, 'finding')}.`,
      ...stopping.map((one) => visible(`${one.name}: ${one.title}`)),
    ].join('\n'),
    `Look at the plan, and deploy in a terminal, which asks, or accept each by its name and with a reason: --accept 'NAME=WHY'${orInFile(name)}.`,
  );
}

/** What is made of an environment takes over nothing of what its file accepts. */
const orInFile = (name: string): string =>
  partsOf(name)?.rest === undefined ? `, or review.accept in ${fileOf(name)}` : '';

/** What is asked, and what asks it. */
interface Question {
  /** Of what it is about: an environment, a business. */
  readonly name: string;
  /** What asks, as it is run: `deploy staging`. */
  readonly command: string;
  /** What typing its name does. */
  readonly to: string;
}

/** The name, typed: a habit does not get past it. */
export async function confirm(
  { name, command, to }: Question,
  signal: AbortSignal,
  out: Pick<Console, 'input' | 'prompt'>,
): Promise<boolean> {
  if (!out.input.isTTY) {
    throw new DeploymentError(
      'declined',
      'There is no terminal to ask for a confirmation.',
      `Run bin/trinity ${command} in one, or with --yes.`,
    );
  }
  const terminal = createInterface({ input: out.input, output: out.prompt });
  // Ctrl-C and Ctrl-D close the terminal. Then, by Node's version, the question is rejected or never answered: both is a no.
  const closed = once(terminal, 'close').then(() => '');
  const typed = terminal.question(`Type ${name} to ${to}: `, { signal }).catch((error: unknown) => {
    if (signal.aborted || !(isError(error) && error.name === 'AbortError')) throw error;
    return '';
  });
  try {
    return (await Promise.race([typed, closed])).trim() === name;
  } finally {
    terminal.close();
  }
}
