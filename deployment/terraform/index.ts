import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { own } from '../../keys/own';
import { UnreadablePlanError } from '../../packages/plan-review/src/plan/unreadable';
import { DeploymentError, type Stage } from '../errors';
import { explain } from '../explain';
import { runProcess, type Finished } from '../process';
import { asStack, stackDirectory, type Context } from '../project';
import { explainMissing, findTerraform, type TerraformBinary } from './binary';
import { Initialized } from './initialized';
import { parseMessage, type Diagnostic, type Message } from './messages';
import { loadMeanwhile } from '../meanwhile';
import { emptyPlan, readPlan, type Plan, type ReadOptions } from './plan';
import { readState, type State } from './state';
import { hideStateFile, readStateFile } from './state-file';

export type { Plan, PlannedCreation } from './plan';
export type { DeployedResource, State } from './state';

/** A plan that Terraform has saved. It holds secrets: only this user can read it, and `discard` removes it. */
export interface SavedPlan extends Plan {
  /** Absolute path. */
  readonly file: string;
  /** The command that applies it, and finishes what was begun. */
  readonly command: ApplyingCommand;
  /** What `terraform show -json` prints of it. Holds secrets, too. */
  json(): Promise<string>;
  discard(): void;
}

type ApplyingCommand = 'deploy' | 'destroy';

/** @param refusal what a deploy would end with, and what it is about */
export type OnRefused = (refusal: DeploymentError) => void;

/** How `plan -detailed-exitcode` ends when there is something to apply. */
const CHANGES = 2;

/** What an apply does at the moment. */
export interface Progress {
  readonly address: string;
  /** Terraform's word: create, update, delete. */
  readonly action: string;
  readonly status: 'begun' | 'done' | 'failed';
  /** Since it began. */
  readonly seconds: number;
}

const PROGRESS: Readonly<Record<string, Progress['status']>> = {
  apply_start: 'begun',
  apply_complete: 'done',
  apply_errored: 'failed',
};

/** @throws DeploymentError when there is no Terraform */
export async function openTerraform(context: Context): Promise<Terraform> {
  const found = await findTerraform(context.project);
  if (found) return new Terraform(found, context);
  const { reason, next } = explainMissing(context.project);
  throw new DeploymentError('preflight', reason, next);
}

/** Terraform or OpenTofu on one environment's synthesized stack, with that stack's own state. */
export class Terraform {
  private readonly directory: string;
  private readonly initialized: Initialized;

  constructor(
    private readonly binary: TerraformBinary,
    private readonly context: Context,
  ) {
    this.directory = stackDirectory(context);
    this.initialized = new Initialized(context, binary);
  }

  get version(): string {
    return this.binary.version;
  }

  /** Runs `terraform init` unless it would do nothing. */
  async init(): Promise<void> {
    if (this.initialized.isCurrent()) return;
    this.succeed(await this.run(['init', '-no-color', '-input=false']), 'plan');
    this.initialized.remember();
  }

  /**
   * @param options.destroy whether all goes that the state has. Default: it becomes what is synthesized
   * @param options.lock whether the state is locked for that time: not to look at an environment, only to change it.
   *   Default: it is
   * @param options.onRefused told why Terraform refuses to finish the plan when that is only what `prevent_destroy` protects:
   *   the plan is read as far as it goes, and cannot be applied. Default: that is thrown
   * @throws DeploymentError of the stage `plan`
   */
  async plan({
    destroy = false,
    lock = true,
    onRefused,
  }: { destroy?: boolean; lock?: boolean; onRefused?: OnRefused | undefined } = {}): Promise<SavedPlan> {
    const command = destroy ? 'destroy' : 'deploy';
    return inPrivateDirectory(async (file, discard) => {
      const mode = [...(destroy ? ['-destroy'] : []), ...(lock ? [] : ['-lock=false'])];
      const options = ['-detailed-exitcode', '-input=false', ...mode];
      const planning = this.run(['plan', '-json', ...options, `-out=${file}`]);
      loadMeanwhile();
      const planned = await planning;
      if (planned.status === 0) {
        const plan = emptyPlan((await this.state()).resources.length);
        return { ...plan, file, command, json: () => this.show(file), discard };
      }
      if (planned.status === CHANGES) return this.read(file, discard, command);
      const refusal = this.failure(planned, 'plan');
      if (!onRefused || refusal.about.length === 0 || !existsSync(file)) throw refusal;
      onRefused(refusal);
      return this.read(file, discard, command, { errored: true });
    });
  }

  /** @param bytes of a plan that was saved before. @throws DeploymentError of the stage `plan` when it cannot be read */
  async reopen(bytes: Uint8Array): Promise<SavedPlan> {
    return inPrivateDirectory((file, discard) => {
      writeFileSync(file, bytes);
      return this.read(file, discard, 'deploy');
    });
  }

  private async read(
    file: string,
    discard: () => void,
    command: ApplyingCommand,
    options?: ReadOptions,
  ): Promise<SavedPlan> {
    const json = await this.show(file);
    return { ...parsePlan(json, options), file, command, json: () => Promise.resolve(json), discard };
  }

  /** Loads the providers, which takes five seconds of a processor. */
  private async show(file: string): Promise<string> {
    return this.succeed(await this.run(['show', '-json', file]), 'plan').stdout;
  }

  /** Applies exactly the saved plan. @throws DeploymentError of the stage `apply`, `interrupted` when it was stopped */
  async apply({ file, command }: SavedPlan, onProgress: (progress: Progress) => void): Promise<void> {
    let begun = false;
    hideStateFile(this.context);
    const finished = await this.run(['apply', '-json', '-input=false', file], (message) => {
      const status = own(PROGRESS, message.type);
      if (status === undefined || !message.hook) return;
      begun = true;
      const { resource, action = '', elapsed_seconds: seconds = 0 } = message.hook;
      onProgress({ address: resource.addr, action, status, seconds });
    });
    this.succeed(finished, 'apply', begun ? command : undefined);
  }

  async state(): Promise<State> {
    return readState(await this.pullState());
  }

  /** The state file; nothing before the first apply. Holds secrets. */
  async pullState(): Promise<string> {
    return (await readStateFile(this.context)) ?? this.succeed(await this.run(['state', 'pull']), 'plan').stdout;
  }

  async forceUnlock(lockId: string): Promise<void> {
    this.succeed(await this.run(['force-unlock', '-force', lockId]), 'plan');
  }

  private run(args: readonly string[], onMessage?: (message: Message) => void): Promise<Finished> {
    const { project, signal } = this.context;
    return runProcess(this.binary.command, args, {
      cwd: this.directory,
      umask: '077', // a state, its backup, a saved plan: all hold secrets
      env: { ...project.env, TF_IN_AUTOMATION: '1' },
      signal,
      onLine: (line) => {
        const message = onMessage && parseMessage(line);
        if (message) onMessage(message);
      },
    });
  }

  /** @param begun what finishes an apply that had begun to change AWS */
  private succeed(finished: Finished, stage: Stage, begun?: ApplyingCommand): Finished {
    if (finished.status !== 0) throw this.failure(finished, stage, begun);
    return finished;
  }

  private failure(finished: Finished, stage: Stage, begun?: ApplyingCommand): DeploymentError {
    const { stack, signal } = this.context;
    const environment = asStack(this.context);
    const again = begun
      ? `Run bin/trinity ${begun} ${stack.name}: it finishes what was begun`
      : 'Run the command again';
    this.initialized.forget();
    if (signal.aborted) {
      const isKilled = finished.status === null;
      const lock = `\nIf that finds the state locked: docs/runbooks/stale-lock.md.`;
      const next = `${again}.${isKilled || finished.wasHurried ? lock : ''}`;
      return new DeploymentError('interrupted', `Terraform was ${isKilled ? 'killed' : 'stopped'} (${stage}).`, next);
    }
    if (finished.status === null) {
      const next = `${again}${begun ? ', and' : ': it'} explains the lock if one was left.`;
      return new DeploymentError(stage, `${this.binary.command} was killed.`, next);
    }
    const errors = diagnosticsOf(finished);
    const explained = (errors.length > 0 ? errors.map(describe) : [stripVTControlCharacters(finished.stderr)]).map(
      (text) => explain(text, environment, { begun: begun !== undefined }),
    );
    const reasons = [...new Set(explained.map(({ reason }) => reason))];
    const next = [...new Set(explained.map((one) => one.next))].join('\n');
    return new DeploymentError(stage, reasons.join('\n'), next, { about: protectedIn(finished) });
  }
}

/** Where only this user can read, removed by `discard`, and at once when the work fails. */
async function inPrivateDirectory<T>(work: (file: string, discard: () => void) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-plan-')); // mkdtemp makes it readable for this user only
  const discard = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    return await work(join(directory, 'plan'), discard);
  } catch (error) {
    discard();
    throw error;
  }
}

/** @throws DeploymentError for a plan that a newer Terraform has written in another way */
function parsePlan(json: string, options?: ReadOptions): Plan {
  try {
    return readPlan(json, options);
  } catch (cause) {
    if (!(cause instanceof UnreadablePlanError)) throw cause;
    throw new DeploymentError('plan', `The plan cannot be read: ${cause.message}`, cause.next, { cause });
  }
}

const diagnosticsOf = ({ stdout }: Finished): Diagnostic[] =>
  stdout
    .split('\n')
    .map((line) => parseMessage(line)?.diagnostic)
    .filter((diagnostic) => diagnostic !== undefined)
    .filter(({ severity }) => severity === 'error');

/** @returns what a plan would destroy though it may not; none when anything else is wrong with the plan, too */
function protectedIn(finished: Finished): string[] {
  const found = diagnosticsOf(finished).map(({ summary, detail }) =>
    summary === 'Instance cannot be destroyed' ? /Resource (\S+) has/.exec(detail)?.[1] : undefined,
  );
  return found.every((address) => address !== undefined) ? found : [];
}

const describe = ({ address, summary, detail }: Diagnostic): string =>
  [address && `${address}:`, summary, detail].filter(Boolean).join(' ');
