import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { openJournal, type Journal } from '../adoption';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { DeploymentError } from '../errors';
import { asStack, type Context } from '../project';
import { openHistory } from '../report/history';
import { takeLock } from '../state-lock';
import { readState } from '../terraform/state';
import { readStateFile, removeStateFile } from '../terraform/state-file';
import { many } from '../../packages/plan-review/src/render/phrase';
import type { Destroyed } from './apply-destroy';
import type { Run, Step } from './step';

interface Needs extends Destroyed {
  readonly unfinished: Journal | undefined;
}

export interface Cleaned {
  /** What was removed beside what Terraform looks after. */
  readonly cleaned: readonly string[];
}

/** Removes what Terraform leaves: log groups that were made again, what a deploy keeps beside the state, the empty state. */
export const clean: Step<Needs, Cleaned & Partial<Pick<Destroyed, 'touched'>>> = {
  name: 'clean',
  stage: 'apply',
  async run({ logGroups, touched, unfinished }, run) {
    const { context, aws, learn } = run;
    const cleaned: string[] = [];
    const removed = (...what: string[]): void => {
      cleaned.push(...what);
      if (what.length > 0) learn({ touched: true });
    };
    await whileLocked(run, async () => {
      const state = await readStateFile(context, aws.s3);
      if (state !== undefined && readState(state).resources.length > 0) throw inUse(context);
      for (const name of logGroups) if (await removeLogGroup(name, aws)) removed(`the log group ${name}`);
      if (state === undefined) return onlyTerraform(run);
      const records = await openHistory(context, aws.s3).remove();
      if (records > 0) removed(many(records, 'record'));
      const hasJournal = touched || unfinished !== undefined;
      await openJournal(context, aws.s3).remove();
      if (hasJournal) removed('the journal');
      removed(...(await removeStateFile(context, aws.s3))); // the last: what is left before it, the next destroy finds
    });
    return { gives: { cleaned }, detail: cleaned.length > 0 ? `removed ${cleaned.join(', ')}` : 'nothing was left' };
  },
};

/** @returns whether it was there */
async function removeLogGroup(name: string, { logs }: Pick<Aws, 'logs'>): Promise<boolean> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  if (!logGroups.some(({ logGroupName }) => logGroupName === name)) return false;
  await unlessMissing(logs.send(new DeleteLogGroupCommand({ logGroupName: name })));
  return true;
}

/** A deploy that begins now waits, and finds no state. One's own file in the checkout needs no lock. */
async function whileLocked({ context, aws }: Run<Cleaned>, work: () => Promise<void>): Promise<void> {
  const { stack, signal } = context;
  if (stack.state.backend === 'local') return work();
  const lock = await takeLock(aws.s3, asStack(context), stack.state, 'destroy', signal);
  if ('refused' in lock) throw new DeploymentError('apply', lock.refused.reason, lock.refused.next);
  try {
    await work();
  } finally {
    await lock.release();
  }
}

const inUse = ({ stack: { name } }: Context): DeploymentError =>
  new DeploymentError(
    'apply',
    `Somebody has deployed ${name} since it was destroyed: its state, its records and its log groups stay.`,
    `Ask who it was. bin/trinity status ${name} says what runs.`,
  );

function onlyTerraform({ context, onEvent }: Run<Cleaned>): void {
  const message = `The empty state of ${context.stack.name} stays, with what is beside it: only Terraform can read it.`;
  onEvent({ type: 'warning', message });
}
