import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../../environments';
import type { Report } from '../../deployment/report/schema';
import { systemsOf } from '../../environments/systems';
import { own } from '../../keys/own';
import type { SystemName } from '../../model/systems';
import { reportOf, type Ended } from '../trinity';
import type { Runbook } from '../runbooks';
import { REHEARSED } from '../systems';
import { inSystem, type World } from '../world';

export interface Phase {
  /** What it shows, as a sentence. */
  readonly name: string;
  /** Why it does not apply to an environment. Default: it applies to all. */
  readonly unless?: (environment: Environment) => string | undefined;
  /** @returns what was seen, with its figures */
  readonly run: (world: World) => Promise<string>;
}

const SKIP_GATES = ['--skip-gates', 'a rehearsal: npm run quality:gates runs them'];

/** With the gates left out, as the runbooks do that only want to see a lock or an account. */
export const preflight = ({ shell }: World, runbook: Runbook = 'deploy'): Promise<Ended> => {
  const why = { deploy: '', 'stale-lock': ' --skip-gates lock', 'wrong-account': ' --skip-gates account' };
  const suffix = own(why, runbook) ?? '';
  return shell.follow({ runbook, command: `bin/trinity preflight staging${suffix}` }, ...SKIP_GATES, '--json');
};

export const deployOptions = (
  { system }: Pick<World, 'system'>,
  {
    limits = REHEARSED[system].wide,
    readers = REHEARSED[system].few,
    accept = [],
  }: Omit<DeployOptions, 'runbook'> = {},
): string[] => [
  ...['--yes', '--json', ...SKIP_GATES],
  ...[...limits, ...readers],
  ...accept.flatMap((name) => ['--accept', `${name}=rehearsed`]),
];

/** How a deploy is measured, and what is accepted. */
interface DeployOptions {
  readonly limits?: readonly string[];
  readonly readers?: readonly string[];
  readonly runbook?: Runbook;
  /** Findings, by their names. */
  readonly accept?: readonly string[];
}

export const deploy = (world: World, { runbook = 'deploy', ...options }: DeployOptions = {}): Promise<Ended> =>
  world.shell.follow({ runbook, command: 'bin/trinity deploy staging' }, ...deployOptions(world, options));

/** Source of a function. */
export const sourceOf = ({ system }: World, which: 'changed' | 'broken' | 'other'): string =>
  `functions/${system}/${REHEARSED[system][which]}/index.ts`;

/** The same, of another system, where the environment has it. */
export const ofSystem = (system: SystemName, { name, unless, run }: Phase): Phase => ({
  name: `${system}: ${name}`,
  unless: (environment) =>
    systemsOf(environment).includes(system) ? unless?.(environment) : `${environment.name} has no ${system}`,
  run: (world) => run(inSystem(world, system)),
});

/** @throws AssertionError with all that the command said, unless it ended with this code and said all this */
export function expectEnd(ended: Ended, code: number, ...said: (string | RegExp)[]): void {
  const all = `${ended.stdout}\n${ended.stderr}`;
  const missing = said.filter((one) => (typeof one === 'string' ? !all.includes(one) : !one.test(all)));
  if (ended.code === code && missing.length === 0) return;
  const why = [
    ...(ended.code === code ? [] : [`ended with ${ended.code}, not ${code}`]),
    ...missing.map((one) => `did not say ${String(one)}`),
  ];
  throw new AssertionError({ message: `${ended.command}\n  ${why.join(', ')}. It said:\n${all}` });
}

/** @throws AssertionError unless the two are the same */
export function expectSame(found: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new AssertionError({ message: `${what}: found ${JSON.stringify(found)}, not ${JSON.stringify(expected)}` });
}

/** A deploy that has to succeed. */
export async function deployed(world: World, options?: DeployOptions): Promise<Report> {
  const ended = await deploy(world, options);
  expectEnd(ended, 0);
  return reportOf(ended);
}

/** A deploy that `--yes` does not answer for, with the names of its findings, which are all of this rule. */
export async function refusedFor(
  world: World,
  rule: string,
  options: DeployOptions = {},
): Promise<{ readonly report: Report; readonly accept: readonly string[] }> {
  const refused = await deploy(world, options);
  expectEnd(refused, 13, '--yes does not answer for what blocks');
  const report = reportOf(refused);
  const [, ...lines] = (report.reason ?? '').split('\n');
  const accept = lines.map((line) => /^.*?#[0-9a-f]{8}(?=: )/.exec(line)?.[0] ?? line);
  expectSame(
    accept.filter((name) => !name.startsWith(`${rule}/`)),
    [],
    `findings other than ${rule}`,
  );
  return { report, accept };
}

/** A deploy that succeeds when each finding is accepted by the name that it was told by. */
export async function deployedAccepting(world: World, rule: string, options: DeployOptions = {}): Promise<Report> {
  const { accept } = await refusedFor(world, rule, options);
  return deployed(world, { ...options, accept });
}

/** `{ cache: '2', movie: '1', room: '1' }` */
export const versions = ({ functions }: Pick<Report, 'functions'>): Record<string, string> =>
  Object.fromEntries<string>(functions.map(({ name, version }) => [name, version] as const).sort());

export const changes = ({ resources }: Report): string[] =>
  (resources?.changes ?? []).map(({ action, address }) => `${action} ${address}`);

/** Of the last deploy or rollback that succeeded. */
export async function serving(world: World): Promise<Record<string, string>> {
  const ended = await world.shell.trinity('status', '--no-drift', '--json');
  expectEnd(ended, 0);
  return versions(JSON.parse(ended.stdout) as Report);
}

export const seconds = (of: { readonly seconds: number } | Report): string =>
  `${('seconds' in of ? of.seconds : of.durationMs / 1000).toFixed(1)} s`;

/** `85.9 s (preflight 2.1 s, synth 3.0 s …)` */
export function stepsOf(report: Report): string {
  const steps = report.steps.filter(({ status }) => status !== 'skipped');
  const each = steps.map(({ name, durationMs }) => `${name} ${(durationMs / 1000).toFixed(1)} s`);
  return `${seconds(report)} (${each.join(', ')})`;
}
