import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { fileOf } from '../../environments/names';
import { nameIn } from '../../environments/physical-name';
import type { FunctionConfig } from '../../environments/resources/lambda-function';
import { sectionOf } from '../../model/systems';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { failed, passed, type Check } from '../checks';
import type { Context } from '../project';

/** Executions that Lambda leaves to the functions that reserve none (Lambda's guide, "Reserved concurrency"). */
const LEAST_UNRESERVED = 100;

/**
 * The account has the concurrency that a system's functions reserve: Lambda refuses it only once they exist, and a new account has
 * 10 executions at once.
 *
 * @param functions by name, as the environment configures them
 * @returns nothing where none of them reserves any
 */
export function concurrencyChecks(
  { environment, system }: Pick<Context, 'environment' | 'system'>,
  { lambda }: Pick<Aws, 'lambda'>,
  functions: Readonly<Record<string, Pick<FunctionConfig, 'reservedConcurrency'>>>,
): Check[] {
  const configured = Object.entries(functions);
  const reserved = configured.map(([, { reservedConcurrency = 0 }]) => reservedConcurrency);
  if (configured.every(([, { reservedConcurrency }]) => reservedConcurrency === undefined)) return [];
  const run: Check['run'] = async (abortSignal) => {
    const now = await Promise.all(
      configured.map(([name]) => reservedBy(lambda, nameIn(environment, system, name), abortSignal)),
    );
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}), { abortSignal });
    const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit ?? {};
    const left = UnreservedConcurrentExecutions + sum(now) - sum(reserved);
    const wanted = configured.flatMap(([name], at) => (reserved[at] ? [`${name} ${reserved[at]}`] : [])).join(', ');
    const detail = `${sum(reserved)} executions (${wanted}) of the ${ConcurrentExecutions} in ${environment.region}`;
    if (left >= LEAST_UNRESERVED) return passed(`${detail}; ${left} are left to others`);
    return failed(
      `${fileOf(environment.name)} reserves ${detail}, which leaves ${Math.max(left, 0)} to other functions; Lambda keeps ${LEAST_UNRESERVED}.`,
      `Ask for ${ConcurrentExecutions + LEAST_UNRESERVED - left} in Service Quotas (Lambda, Concurrent executions), or reserve less: systems.${sectionOf(system)}.functions.*.reservedConcurrency.`,
    );
  };
  return [{ name: 'Lambda concurrency', run }];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What a function has reserved already: none when it is not there yet. */
async function reservedBy(lambda: LambdaClient, FunctionName: string, abortSignal: AbortSignal): Promise<number> {
  const answer = await unlessMissing(lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }), { abortSignal }));
  return answer?.ReservedConcurrentExecutions ?? 0;
}
