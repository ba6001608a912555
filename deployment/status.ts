import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { buildToLook } from '../build/synthesize';
import { runtimeEnd } from '../stacks/runtime';
import type { SystemName } from '../model/systems';
import { requireAccount } from './aws/account';
import { awsOf } from './aws/clients';
import type { LiveFunction } from './functions/aliases';
import { driftOf, listChanges, type PlannedChange } from './planned';
import type { Context } from './project';
import { openHistory } from './report/history';
import type { Report } from './report/schema';
import { readServing } from './serving';
import { systemOf } from './systems';
import { openTerraform } from './terraform';

/** What runs in an environment. */
export interface Status {
  readonly environment: string;
  readonly system: SystemName;
  readonly account: string;
  readonly region: string;
  /** Empty when nothing is deployed. */
  readonly functions: readonly (LiveFunction & {
    /** The deploy or rollback that brought this version to serve; null when none is recorded. */
    readonly since: Pick<Report, 'id' | 'kind' | 'startedAt' | 'commit' | 'by'> | null;
  })[];
  /** The newest record; null when there is none. */
  readonly last: Pick<Report, 'id' | 'kind' | 'status' | 'startedAt' | 'commit' | 'by' | 'reason'> | null;
  /** Sentences: what ends soon. */
  readonly warnings: readonly string[];
  /** Undefined when it was not looked for. */
  readonly terraform?: {
    /** Addresses of what was changed outside Terraform, and what a deploy would set back. */
    readonly drift: readonly string[];
    /** What a deploy of this checkout would do. */
    readonly pending: readonly PlannedChange[];
  };
}

/**
 * Looks at an environment without changing it.
 *
 * @param options.drift whether Terraform compares AWS with its state and with this checkout, which takes a while
 * @param options.now epoch milliseconds. Default: the clock
 */
export async function readStatus(
  context: Context,
  options: { readonly drift: boolean; readonly now?: number },
): Promise<Status> {
  const { environment } = context;
  const aws = awsOf(environment);
  await requireAccount(aws.sts, environment);
  const [live, history] = await Promise.all([readServing(context, aws), openHistory(context, aws.s3).list()]);
  const { name, account, region } = environment;
  const now = options.now ?? Date.now();
  return {
    environment: name,
    system: context.system,
    account,
    region,
    functions: live.map((one) => ({ ...one, since: sinceWhen(one, history) })),
    last: history[0] ? pick(history[0], ['id', 'kind', 'status', 'startedAt', 'commit', 'by', 'reason']) : null,
    warnings: [...systemOf(context.system).warnings(environment, now), ...(await endsOf(aws.lambda, live, now))],
    ...(options.drift && { terraform: await compare(context) }),
  };
}

/** Of the runtimes that serve, which may be another than this checkout's. */
async function endsOf(lambda: LambdaClient, live: readonly LiveFunction[], now: number): Promise<string[]> {
  const runtimes = await Promise.all(
    live.map(async ({ functionName, version }) => {
      const asked = new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: version });
      return (await lambda.send(asked)).Runtime ?? '';
    }),
  );
  const ends = [...new Set(runtimes)].map((runtime) => runtimeEnd(runtime, now));
  return ends.filter((end) => end !== undefined).map(({ reason, next }) => `${reason} ${next}`);
}

async function compare(context: Context): Promise<NonNullable<Status['terraform']>> {
  const { project, environment, signal } = context;
  await buildToLook({ root: project.root, environment: environment.name, signal });
  const terraform = await openTerraform(context);
  await terraform.init();
  const plan = await terraform.plan({ lock: false });
  plan.discard();
  const review = plan.review({ name: context.stack.name, commit: null, acceptances: [] });
  return { drift: driftOf(review), pending: listChanges(review) };
}

/** The oldest of the newest records that all have this version serving. @param history the newest first */
function sinceWhen({ name, version }: LiveFunction, history: readonly Report[]): Status['functions'][number]['since'] {
  const has = ({ functions }: Report) => functions.some((one) => one.name === name && one.version === version);
  const end = history.findIndex((report) => !has(report));
  const first = history.slice(0, end === -1 ? undefined : end).at(-1);
  if (!first) return null;
  // A rollback runs from any checkout: the commit is that of the deploy that brought the version for the first time.
  const source = first.kind === 'deploy' ? first : history.findLast((one) => one.kind === 'deploy' && has(one));
  return { ...pick(first, ['id', 'kind', 'startedAt', 'by']), commit: source?.commit ?? null };
}

const pick = <T, K extends keyof T>(value: T, keys: readonly K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, K>;
