import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { physicalName } from '../../environments/physical-name';
import { keysOf } from '../../keys/entries';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { failed, passed, type Check } from '../checks';
import type { Context } from '../project';
import { fileOf } from '../../environments/names';

/** Executions that Lambda leaves to the functions that reserve none (Lambda's guide, "Reserved concurrency"). */
const LEAST_UNRESERVED = 100;

/** Whether an environment reserves concurrency, so that Lambda may refuse it. */
export const reservesConcurrency = ({ systems }: Context['environment']): boolean =>
  Object.values(systems.roomCache.functions).some(({ reservedConcurrency }) => reservedConcurrency !== undefined);

/**
 * The account has the concurrency that the functions reserve: Lambda refuses it only once they exist, and a new account has
 * 10 executions at once.
 */
export const concurrencyCheck = ({ environment }: Context, { lambda }: Aws): Check => ({
  name: 'Lambda concurrency',
  async run(abortSignal) {
    const { functions } = environment.systems.roomCache;
    const names = keysOf(functions);
    const reserved = names.map((name) => functions[name].reservedConcurrency ?? 0);
    const now = await Promise.all(
      names.map((name) => reservedBy(lambda, physicalName(environment, name), abortSignal)),
    );
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}), { abortSignal });
    const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit ?? {};
    const left = UnreservedConcurrentExecutions + sum(now) - sum(reserved);
    const wanted = names.flatMap((name, at) => (reserved[at] ? [`${name} ${reserved[at]}`] : [])).join(', ');
    const detail = `${sum(reserved)} executions (${wanted}) of the ${ConcurrentExecutions} in ${environment.region}`;
    if (left >= LEAST_UNRESERVED) return passed(`${detail}; ${left} are left to others`);
    return failed(
      `${fileOf(environment.name)} reserves ${detail}, which leaves ${Math.max(left, 0)} to other functions; Lambda keeps ${LEAST_UNRESERVED}.`,
      `Ask for ${ConcurrentExecutions + LEAST_UNRESERVED - left} in Service Quotas (Lambda, Concurrent executions), or reserve less: systems.roomCache.functions.*.reservedConcurrency.`,
    );
  },
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What a function has reserved already: none when it is not there yet. */
async function reservedBy(lambda: LambdaClient, FunctionName: string, abortSignal: AbortSignal): Promise<number> {
  const answer = await unlessMissing(lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }), { abortSignal }));
  return answer?.ReservedConcurrentExecutions ?? 0;
}
