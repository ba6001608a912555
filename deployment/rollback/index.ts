import { requireAccount } from '../aws/account';
import { awsOf } from '../aws/clients';
import { begin, type Ending } from '../ending';
import type { OnEvent } from '../events';
import { describeMoves, listVersions, type KeptVersion, type LiveFunction, type Move } from '../functions/aliases';
import type { Context } from '../project';
import { openHistory } from '../report/history';
import { keep } from '../report/keep';
import type { Report } from '../report/schema';
import { readServing } from '../serving';
import { Steps } from '../steps';
import { rollBack } from '../steps/roll-back';
import { verifyMoved } from '../steps/verify-moved';
import { chooseMoves, versionsOf, type Versions } from './choose';

export interface RollbackOptions {
  /** See chooseMoves. */
  readonly to?: string;
  readonly onEvent: OnEvent;
}

/** What is known before the first step. */
interface Start {
  /** ARN of who rolls back. */
  readonly by: string;
  /** What serves before anything is moved, and now. */
  readonly before: readonly LiveFunction[];
  readonly live: readonly LiveFunction[];
  readonly moves: readonly Move[];
}

/** How far back a rollback looks: deploys that change no function are records, too. */
const RECORDS = 100;

/** What a rollback goes through. */
const STEPS = Steps.from<Start>().add(rollBack).add(verifyMoved);

/**
 * Points the functions' aliases at the versions of an earlier deployment, one update each, and sees that they serve.
 * Needs neither Terraform nor its state. The next deploy moves them forward again.
 *
 * @returns the report, and why it failed if it did
 * @throws DeploymentError of the stage `invalid` when there is nothing to go back to
 */
export async function rollback(context: Context, { to, onEvent }: RollbackOptions): Promise<Ending> {
  const { environment } = context;
  const aws = awsOf(environment);
  const { arn } = await requireAccount(aws.sts, environment);
  const live = await readServing(context, aws);
  const explicit = to?.includes('=') === true; // needs no history, which may be out of reach just now
  const history = explicit ? [] : await openHistory(context, aws.s3).list(RECORDS);
  const moves = chooseMoves(to, live, history, context.stack.name);

  const { around, report } = begin('rollback', context, aws, onEvent);
  const ended = await STEPS.run(around, () => Promise.resolve({ by: arn, before: live, live, moves }));
  const { failure, bug } = ended;
  const made = await report(ended, {
    status: failure ? 'FAILED' : 'ROLLED_BACK',
    reason: failure ? failure.message : `Asked for: ${describeMoves(moves)}.`,
    nextSteps: failure ? failure.next.split('\n') : nextSteps(context.stack),
  });
  await keep(made, context, aws, onEvent);
  if (bug) throw bug.error; // recorded, because aliases may have moved, and surfacing
  return { report: made, ...(failure && { failure }) };
}

const nextSteps = ({ name }: Context['stack']): string[] => [
  'Tables, resolvers and settings stay as they are: docs/runbooks/rollback.md says how a whole environment goes back to an earlier commit.',
  `Mend the code before the next deploy of ${name}: it moves the functions forward again.`,
];

/** What there is to go back to. */
export interface Available {
  readonly live: Versions;
  /** The newest first. */
  readonly deployments: readonly Report[];
  /** By function. */
  readonly kept: Readonly<Record<string, readonly KeptVersion[]>>;
}

export async function listAvailable(context: Context): Promise<Available> {
  const { environment } = context;
  const aws = awsOf(environment);
  await requireAccount(aws.sts, environment);
  const live = await readServing(context, aws);
  const kept = await Promise.all(
    live.map(async ({ name, functionName }) => [name, await listVersions(aws.lambda, functionName)] as const),
  );
  return {
    live: versionsOf(live),
    deployments: await openHistory(context, aws.s3).list(),
    kept: Object.fromEntries(kept),
  };
}
