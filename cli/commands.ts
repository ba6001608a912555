import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { bundle } from '../build/bundle';
import { judged } from '../build/judged';
import { buildToLook, type Building } from '../build/synthesize';
import { requireAccount } from '../deployment/aws/account';
import { awsOf } from '../deployment/aws/clients';
import { bootstrap } from '../deployment/bootstrap';
import type { CheckResult } from '../deployment/checks';
import { deploy } from '../deployment/deploy';
import type { Ending } from '../deployment/ending';
import { deployedOf } from '../deployment/deployed';
import { DeploymentError, isError } from '../deployment/errors';
import { gateChecks } from '../deployment/gates';
import { preflight } from '../deployment/preflight';
import type { Context, Project } from '../deployment/project';
import type { DeployEvent } from '../deployment/events';
import { requireChecks } from '../deployment/require-checks';
import { listAvailable, rollback } from '../deployment/rollback';
import { listStateVersions, restoreState } from '../deployment/state-versions';
import { readStatus } from '../deployment/status';
import { documentsOf } from '../deployment/roles';
import { makeRoles } from '../deployment/roles/make';
import { subjectOf } from '../deployment/roles/repository';
import { systemOf } from '../deployment/systems';
import { openTerraform } from '../deployment/terraform';
import { unlock } from '../deployment/unlock';
import { verificationOf } from '../deployment/verify-environment';
import type { Review } from '../packages/plan-review/src/review';
import { visible } from '../packages/plan-review/src/render/escape';
import { stops } from '../packages/plan-review/src/render/headline';
import { many } from '../packages/plan-review/src/render/phrase';
import type { TextOptions } from '../packages/plan-review/src/render/text';
import type { Arguments } from './arguments';
import * as render from './render';
import { fileOf } from '../environments/names';

/** Where a command says what it does. */
export interface Console {
  /** Lines for a person. */
  say(lines: readonly string[]): void;
  /** The result, for a program that asked for JSON. */
  result(value: unknown): void;
  /** How wide lines may be, in columns, and whether they may have colours. */
  readonly terminal: TextOptions;
  readonly input: NodeJS.ReadStream;
  /** Where a question is put. */
  readonly prompt: NodeJS.WriteStream;
}

/** @param building a deploy's, begun already @throws DeploymentError when the command did not do what it was told */
export async function run(
  args: Arguments,
  project: Project,
  context: Context | undefined,
  signal: AbortSignal,
  out: Console,
  building?: Building,
): Promise<void> {
  const { command } = args;
  if (command === 'gates' || command === 'review' || command === 'import' || command === 'post' || !context)
    return gates(project, signal, out);
  await COMMANDS[command](args, context, out, building);
}

type Run = (args: Arguments, context: Context, out: Console, building?: Building) => Promise<void>;

const COMMANDS: Readonly<Record<Exclude<Arguments['command'], 'gates' | 'review' | 'import' | 'post'>, Run>> = {
  async preflight({ skipGates }, context, out) {
    const { root } = context.project;
    const bundled = judged(bundle({ root }), { root, signal: context.signal });
    bundled.catch(() => undefined); // the check says it
    const checks = await preflight(context, awsOf(context.environment), { skipGates, bundled });
    await check('preflight', checks, context, out);
  },

  async bootstrap({ roles }, context, out) {
    const { environment } = context;
    const trusted = roles && {
      subject: await subjectOf(roles.repository, context),
      pullRequests: roles.pullRequests,
    };
    const documents = trusted && documentsOf(environment, trusted); // or why there are none, before the first call
    if (roles?.isDryRun) {
      out.result(documents);
      return out.say([JSON.stringify(documents, null, 2)]);
    }
    const aws = awsOf(environment);
    const { bucket, created } = await bootstrap(context, aws);
    if (bucket) {
      out.say([
        `${bucket} ${created ? 'was made' : 'exists'}: versions kept, for a year and the last thirty, encrypted, nothing public, TLS only.`,
      ]);
    } else {
      out.say([
        `${environment.name} keeps its state in terraform.${environment.name}.tfstate in this checkout: nothing to make.`,
      ]);
    }
    const made = trusted && (await makeRoles(environment, aws, trusted));
    if (made) out.say(render.renderRoles(made));
    out.result({ bucket: bucket ?? null, created, ...made });
    if (bucket && !made) out.say([`next: bin/trinity deploy ${environment.name}`]);
  },

  async deploy({ yes, accept, skipGates, limits, readers, reviewed }, context, out, building) {
    const { name } = context.environment;
    const outcome = await deploy(context, {
      demands: { limits, readers },
      building,
      ...(skipGates !== undefined && { skipGates }),
      ...(reviewed && { reviewed }),
      ...(accept && { accept }),
      confirm: async (review) => (yes ? agree(review) : confirm(name, context.signal, out)),
      onEvent: eventsTo(out),
    });
    end(outcome, out);
  },

  async verify(_, context, out) {
    const { project, environment, signal } = context;
    const aws = awsOf(environment);
    await requireAccount(aws.sts, environment);
    await buildToLook({ root: project.root, environment: environment.name, signal });
    const terraform = await openTerraform(context);
    await terraform.init();
    const checks = verificationOf(project, deployedOf(context, await terraform.state()), aws, terraform);
    await check('verification', checks, context, out);
  },

  async performance({ limits, readers }, context, out) {
    const { project, environment, system } = context;
    const aws = awsOf(environment);
    await requireAccount(aws.sts, environment);
    const { performance } = systemOf(system);
    const measured = await performance.measure(context, aws, { limits, readers });
    const file = join(project.root, `performance-${environment.name}`);
    writeFileSync(`${file}.json`, `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(`${file}.svg`, performance.draw(measured));
    out.say([...performance.print(measured), `  written to performance-${environment.name}.json and .svg`]);
    out.result(measured);
    const problems = performance.judge(measured);
    if (problems.length === 0) return;
    out.say(problems);
    throw new DeploymentError(
      'performance',
      problems.join('\n'),
      `Look at performance-${environment.name}.svg and at the dashboard.`,
      { reported: true },
    );
  },

  async rollback({ to, list }, context, out) {
    if (list) {
      const available = await listAvailable(context);
      out.result(available);
      return out.say(render.renderAvailable(available));
    }
    end(await rollback(context, { ...(to !== undefined && { to }), onEvent: eventsTo(out) }), out);
  },

  async status({ drift }, context, out) {
    const status = await readStatus(context, { drift });
    out.result(status);
    out.say(render.renderStatus(status));
  },

  async state({ restore }, context, out) {
    const { name } = context.environment;
    const aws = awsOf(context.environment);
    if (restore !== undefined) {
      await restoreState(context, restore, aws);
      out.say([
        `The version ${restore} is the state of ${name} now.`,
        `next: bin/trinity status ${name} compares it with AWS.`,
      ]);
    }
    const versions = await listStateVersions(context, aws);
    out.result({ versions });
    if (restore === undefined) out.say(render.renderStateVersions(name, versions));
  },

  async unlock({ lockId }, context, out) {
    await unlock(context, lockId!);
    out.result({ unlocked: lockId });
    out.say([
      `The lock ${lockId} is gone.`,
      `next: bin/trinity deploy ${context.environment.name}, which finishes what was begun.`,
    ]);
  },
};

async function gates(project: Project, signal: AbortSignal, out: Console): Promise<void> {
  await check('preflight', await gateChecks(project), { signal }, out);
}

async function check(
  stage: 'preflight' | 'verification',
  checks: Parameters<typeof requireChecks>[1],
  context: Parameters<typeof requireChecks>[2],
  out: Console,
): Promise<void> {
  const results: CheckResult[] = [];
  try {
    const summary = await requireChecks(stage, checks, context, (event) => {
      if (event.type === 'check') results.push(event.result);
      out.say(render.renderEvent(event, out.terminal));
    });
    out.say([summary]);
    out.result({ checks: results });
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    out.say([
      `${results.filter(({ outcome }) => outcome.status === 'failed').length} of ${results.length} checks failed`,
    ]);
    out.result({ checks: results });
    throw new DeploymentError(error.stage, error.message, error.next, { cause: error, reported: true });
  }
}

const eventsTo = (out: Console) => (event: DeployEvent) => out.say(render.renderEvent(event, out.terminal));

function end({ report, failure }: Ending, out: Console): void {
  out.say(render.renderReport(report));
  out.result(report);
  if (failure)
    throw new DeploymentError(failure.stage, failure.message, failure.next, { cause: failure, reported: true });
}

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
    `Look at the plan, and deploy in a terminal, which asks, or accept each by its name and with a reason: --accept 'NAME=WHY', or review.accept in ${fileOf(name)}.`,
  );
}

/** The environment's name, typed: a habit does not get past it. */
export async function confirm(
  name: string,
  signal: AbortSignal,
  out: Pick<Console, 'input' | 'prompt'>,
): Promise<boolean> {
  if (!out.input.isTTY) {
    throw new DeploymentError(
      'declined',
      'There is no terminal to ask for a confirmation.',
      `Run bin/trinity deploy ${name} in one, or with --yes.`,
    );
  }
  const terminal = createInterface({ input: out.input, output: out.prompt });
  // Ctrl-C and Ctrl-D close the terminal. Then, by Node's version, the question is rejected or never answered: both is a no.
  const closed = once(terminal, 'close').then(() => '');
  const typed = terminal.question(`Type ${name} to apply this plan: `, { signal }).catch((error: unknown) => {
    if (signal.aborted || !(isError(error) && error.name === 'AbortError')) throw error;
    return '';
  });
  try {
    return (await Promise.race([typed, closed])).trim() === name;
  } finally {
    terminal.close();
  }
}
