import type { LambdaClient } from '@aws-sdk/client-lambda';
import { own } from '../../keys/own';
import { requireAccount } from '../aws/account';
import { awsOf } from '../aws/clients';
import { failed, passed, type Check } from '../checks';
import { DeploymentError } from '../errors';
import {
  describeMoves,
  listVersions,
  moveAliases,
  readLive,
  withoutVersion,
  type KeptVersion,
  type Move,
} from '../functions/aliases';
import type { Context } from '../project';
import { faultOf, Recording, type OnEvent, type Outcome } from '../recording';
import { openHistory } from '../report/history';
import { keep } from '../report/keep';
import type { Report } from '../report/schema';
import { requireChecks } from '../require-checks';
import { systemOf } from '../systems';
import { chooseMoves, versionsOf, type Versions } from './choose';

export interface RollbackOptions {
  /** See chooseMoves. */
  readonly to?: string;
  readonly onEvent: OnEvent;
}

/** How far back a rollback looks: deploys that change no function are records, too. */
const RECORDS = 100;

/** What a rollback leaves as it is. */
const NOT_ROLLED_BACK =
  'Tables, resolvers and settings stay as they are: docs/runbooks/rollback.md says how a whole environment goes back to an earlier commit.';

/**
 * Points the functions' aliases at the versions of an earlier deployment, one update each, and sees that they serve.
 * Needs neither Terraform nor its state. The next deploy moves them forward again.
 *
 * @returns the report, and why it failed if it did
 * @throws DeploymentError of the stage `invalid` when there is nothing to go back to
 */
export async function rollback(context: Context, { to, onEvent }: RollbackOptions): Promise<Outcome> {
  const { environment, project } = context;
  const aws = awsOf(environment);
  const { arn } = await requireAccount(aws.sts, environment);
  const live = await readLive(aws.lambda, environment);
  const explicit = to?.includes('=') === true; // needs no history, which may be out of reach just now
  const history = explicit ? [] : await openHistory(project, environment, aws.s3).list(RECORDS);
  const moves = chooseMoves(to, live, history, environment.name);

  const recording = new Recording('rollback', context, onEvent);
  recording.by = arn;
  recording.before = recording.live = live;
  try {
    await recording.step('rollback', async () => {
      await requireVersions(aws.lambda, moves, environment.name);
      try {
        await moveAliases(aws.lambda, moves);
        onEvent({ type: 'moved', moves });
      } finally {
        recording.live = await readLive(aws.lambda, environment).catch(() => recording.live);
      }
      return [undefined, describeMoves(moves)];
    });
    await recording.step('verify', async () => {
      const checks = [
        aliasesMoved(moves, versionsOf(recording.live)),
        systemOf(context.system).endToEnd(environment, aws),
      ];
      return [undefined, await requireChecks('rollback', checks, context, onEvent)];
    });
  } catch (error) {
    const failure = error instanceof DeploymentError ? error : faultOf(error);
    const report = await recording.report('FAILED', failure.message, failure.next.split('\n'));
    await keep(report, context, aws, onEvent);
    if (failure !== error) throw error; // a bug: recorded, because aliases may have moved, and surfacing
    return { report, failure };
  }
  const report = await recording.report('ROLLED_BACK', `Asked for: ${describeMoves(moves)}.`, [
    NOT_ROLLED_BACK,
    `Mend the code before the next deploy of ${environment.name}: it moves the functions forward again.`,
  ]);
  await keep(report, context, aws, onEvent);
  return { report };
}

/** Half a rollback is worse than none. @throws DeploymentError before anything has moved */
async function requireVersions(lambda: LambdaClient, moves: readonly Move[], environment: string): Promise<void> {
  const missing = await withoutVersion(lambda, moves);
  if (missing.length === 0) return;
  throw new DeploymentError(
    'rollback',
    `Lambda does not keep ${missing.map(({ name, to }) => `version ${to} of ${name}`).join(', ')}: nothing was moved.`,
    `bin/trinity rollback ${environment} --list shows what there is.`,
  );
}

const aliasesMoved = (moves: readonly Move[], live: Versions): Check => ({
  name: 'aliases',
  run() {
    const wrong = moves.filter(({ name, to }) => own(live, name) !== to);
    if (wrong.length === 0) return Promise.resolve(passed(describeMoves(moves)));
    const found = wrong.map(({ name, to }) => `${name} is on version ${own(live, name)}, not ${to}`);
    return Promise.resolve(failed(`${found.join(', ')}.`, 'Somebody else deploys at the same time: run it again.'));
  },
});

/** What there is to go back to. */
export interface Available {
  readonly live: Versions;
  /** The newest first. */
  readonly deployments: readonly Report[];
  /** By function. */
  readonly kept: Readonly<Record<string, readonly KeptVersion[]>>;
}

export async function listAvailable({ environment, project }: Context): Promise<Available> {
  const aws = awsOf(environment);
  await requireAccount(aws.sts, environment);
  const live = await readLive(aws.lambda, environment);
  const kept = await Promise.all(
    live.map(async ({ name, functionName }) => [name, await listVersions(aws.lambda, functionName)] as const),
  );
  return {
    live: versionsOf(live),
    deployments: await openHistory(project, environment, aws.s3).list(),
    kept: Object.fromEntries(kept),
  };
}
