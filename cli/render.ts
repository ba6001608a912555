import type { CheckResult } from '../deployment/checks';
import { describeMoves } from '../deployment/functions/aliases';
import type { Copy } from '../deployment/copies';
import type { DeployEvent } from '../deployment/events';
import type { Report } from '../deployment/report/schema';
import { describeVersions, versionsOf } from '../deployment/rollback/choose';
import type { Available } from '../deployment/rollback';
import type { RolesMade } from '../deployment/roles/make';
import type { StateVersion } from '../deployment/state-versions';
import type { Status } from '../deployment/status';
import { own } from '../keys/own';
import { many } from '../packages/plan-review/src/render/phrase';
import { renderText, type TextOptions } from '../packages/plan-review/src/render/text';
import { stackName } from '../environments/stack';

/** Lines for a person. Nothing here writes. */

const MARKS = { passed: 'ok     ', failed: 'FAILED ', skipped: 'NOT RUN' } as const;

/** @param terminal how a plan is shown. Default: as in a file */
export function renderEvent(event: DeployEvent, terminal?: TextOptions): string[] {
  switch (event.type) {
    case 'step-begun':
      return [`${event.name} …`];
    case 'step-ended': {
      const { name, status, detail, durationMs } = event.step;
      const [first, ...rest] = detail.split('\n');
      const failed = status === 'failed' ? 'FAILED: ' : '';
      return [`${name}: ${failed}${first} (${seconds(durationMs)})`, ...rest.map((line) => `  ${line}`), ''];
    }
    case 'check-begun':
      return [`          ${event.name} …`];
    case 'check':
      return renderCheck(event.result);
    case 'plan':
      return event.review.verdict === 'clean' ? [] : [...renderText([event.review], terminal), ''];
    case 'losses':
      return event.losses.length > 0 ? ['What is lost:', ...event.losses.map((one) => `  ${one}`), ''] : [];
    case 'apply': {
      const { address, action, status, seconds } = event.progress;
      if (status === 'begun') return [];
      return [`  ${status === 'failed' ? 'FAILED ' : ''}${action} ${address} (${seconds} s)`];
    }
    case 'moved':
      return event.moves.length > 0 ? [`  ${describeMoves(event.moves)}`] : [];
    case 'warning':
      return [`WARNING: ${event.message}`];
  }
}

function renderCheck({ name, outcome, milliseconds }: CheckResult): string[] {
  const said = outcome.status === 'passed' ? outcome.detail : outcome.reason;
  const [first, ...rest] = said.split('\n');
  return [
    `  ${MARKS[outcome.status]} ${name}: ${first} (${seconds(milliseconds)})`,
    ...rest.map((line) => `            ${line}`),
    ...(outcome.status === 'failed' ? [`            next: ${outcome.next}`] : []),
  ];
}

/** What a bootstrap has made for GitHub, and what is to be set there. */
export function renderRoles({ provider, roles }: RolesMade): string[] {
  const variables = { deploy: 'AWS_DEPLOY_ROLE', plan: 'AWS_PLAN_ROLE' };
  return [
    `${provider.arn} ${provider.change === 'none' ? 'exists' : provider.change === 'made' ? 'was made' : `exists; ${provider.change}`}`,
    ...roles.flatMap(({ arn, changes, besides }) => [
      `${arn}${changes.length === 0 ? ' is as it is to be' : ''}`,
      ...changes.map((one) => `  ${one}`),
      ...besides.map((one) => `  stays as others have it: ${one}`),
    ]),
    ...roles.flatMap(({ kind, arn, jobs }) =>
      jobs.map((job) => `next: gh variable set ${variables[kind]} --env ${job} --body ${arn}`),
    ),
  ];
}

export function renderReport({ environment, status, reason, durationMs, functions, nextSteps }: Report): string[] {
  return [
    `${environment}: ${status} after ${seconds(durationMs)}`,
    ...(reason?.split('\n').map((line) => `  ${line}`) ?? []),
    ...(functions.length > 0 ? [`  serving ${describeVersions(versionsOf(functions))}`] : []),
    ...nextSteps.map((step) => `  next: ${step}`),
    `  report: deployment-${environment}.json and deployment-${environment}.md`,
  ];
}

/** @param now epoch milliseconds */
export function renderCopies(environment: string, copies: readonly Copy[], now: number): string[] {
  if (copies.length === 0) return [`Nobody has a copy of ${environment}.`];
  return [
    `Copies of ${environment}, the oldest first:`,
    ...copies.map(({ environment: copy, owner, made, destroy }) => {
      const days = Math.floor((now - Date.parse(made)) / DAY);
      return `  ${copy}  ${owner === null ? "nobody's" : `of ${owner}`}, made ${made}, ${many(Math.max(0, days), 'day')} old; ${destroy} takes it down`;
    }),
  ];
}

export function renderAvailable({ live, deployments, kept }: Available): string[] {
  const deploys = deployments.map((one) => {
    const commit = one.commit ? one.commit.sha.slice(0, 12) : 'no commit';
    return `  ${one.id}  ${one.kind.padEnd(8)}  ${one.status.padEnd(11)}  ${commit}  ${describeVersions(versionsOf(one.functions))}`;
  });
  const versions = Object.entries(kept).flatMap(([name, list]) => [
    `  ${name}`,
    ...list.map(
      ({ version, published, codeSha256 }) =>
        `    ${version.padStart(4)}  ${published}  ${codeSha256.slice(0, 12)}${own(live, name) === version ? '  serving' : ''}`,
    ),
  ]);
  return [
    'Deployments, the newest first (--to takes the id, or the beginning of the commit):',
    ...(deploys.length > 0 ? deploys : ['  none is recorded']),
    '',
    'Versions that Lambda keeps (--to takes, for example, cache=4,room=2):',
    ...(versions.length > 0 ? versions : ['  nothing is deployed']),
  ];
}

export function renderStatus({
  environment,
  system,
  account,
  region,
  functions,
  last,
  warnings,
  terraform,
}: Status): string[] {
  return [
    `${stackName(environment, system)} (account ${account}, ${region})`,
    '',
    ...(functions.length === 0 ? ['  Nothing is deployed.'] : []),
    ...functions.map(({ functionName, version, since }) => {
      const commit = since?.commit
        ? `commit ${since.commit.sha.slice(0, 12)}${since.commit.dirty ? ' and changes' : ''}`
        : 'commit unknown';
      const when = since
        ? `since ${since.startedAt}, ${commit}, ${since.kind} ${since.id} by ${since.by ?? 'unknown'}`
        : 'no record of its deploy';
      return `  ${functionName}  version ${version}  ${when}`;
    }),
    '',
    last
      ? `  Last: ${last.kind} ${last.id}, ${last.status}${last.reason ? `: ${last.reason.replace(/\s+/g, ' ')}` : ''}`
      : '  No deploy is recorded.',
    ...warnings.map((warning) => `  WARNING: ${warning}`),
    ...(terraform ? renderComparison(terraform) : ['  Drift: not looked for (--no-drift).']),
  ];
}

function renderComparison({ drift, pending }: NonNullable<Status['terraform']>): string[] {
  return [
    drift.length === 0 ? '  Drift: none' : `  Drift: ${drift.length} resources were changed outside Terraform:`,
    ...drift.map((address) => `    ${address}`),
    pending.length === 0
      ? '  This checkout: deployed'
      : `  This checkout: a deploy would change ${pending.length} resources:`,
    ...pending.map(({ action, address }) => `    ${action} ${address}`),
  ];
}

export function renderStateVersions(environment: string, versions: readonly StateVersion[]): string[] {
  if (versions.length === 0) return [`${environment} has no Terraform state: nothing was ever deployed.`];
  return [
    `Versions of the Terraform state of ${environment}, the newest first (--restore takes the id):`,
    ...versions.map(
      ({ id, written, bytes, current }) => `  ${id}  ${written}  ${bytes} bytes${current ? '  current' : ''}`,
    ),
    ...(versions.some(({ current }) => current) ? [] : ['  THE STATE WAS DELETED: none of them is current.']),
  ];
}

/** Milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
