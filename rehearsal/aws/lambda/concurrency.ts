import { AwsError, json, type JsonObject } from '../door/messages';
import type { Call, Operation } from './operation';
import { found, invalid, LATEST, lambdaTime, type StoredFunction } from './store';

/** Executions at once that the account may have: Lambda's default (its guide, "Lambda quotas"). */
const ACCOUNT_LIMIT = 1000;
/** Of them, what stays with the functions that reserve none. */
const LEAST_UNRESERVED = 100;

const unreservedBut = ({ functions }: Call, apart?: StoredFunction): number =>
  [...functions.values()]
    .filter((fn) => fn !== apart)
    .reduce((left, { reservedConcurrency = 0 }) => left - reservedConcurrency, ACCOUNT_LIMIT);

/** Reserved and provisioned concurrency, and what happens to asynchronous invocations. */
export const concurrencyOperations = {
  GetAccountSettings: (call) => ({
    AccountLimit: { ConcurrentExecutions: ACCOUNT_LIMIT, UnreservedConcurrentExecutions: unreservedBut(call) },
    AccountUsage: { FunctionCount: call.functions.size },
  }),

  PutFunctionConcurrency(call) {
    const reserved = Number(call.input['ReservedConcurrentExecutions']);
    const fn = call.fn();
    if (unreservedBut(call, fn) - reserved < LEAST_UNRESERVED) {
      throw invalid(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`,
      );
    }
    fn.reservedConcurrency = reserved;
    return { ReservedConcurrentExecutions: reserved };
  },
  GetFunctionConcurrency(call) {
    const { reservedConcurrency } = call.fn();
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
  DeleteFunctionConcurrency(call) {
    call.fn().reservedConcurrency = undefined;
    return undefined;
  },

  PutProvisionedConcurrencyConfig(call) {
    const fn = call.fn();
    const { qualifier } = call;
    if (qualifier === undefined || qualifier === LATEST)
      throw invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.');
    fn.resolve(qualifier);
    const count = call.input['ProvisionedConcurrentExecutions'];
    const config = {
      RequestedProvisionedConcurrentExecutions: count,
      AvailableProvisionedConcurrentExecutions: count,
      AllocatedProvisionedConcurrentExecutions: count,
      Status: 'READY',
      LastModified: lambdaTime(),
    };
    fn.provisioned.set(qualifier, config);
    return json(202, { ...config, Status: 'IN_PROGRESS', AvailableProvisionedConcurrentExecutions: 0 });
  },
  GetProvisionedConcurrencyConfig(call) {
    const config = call.fn().provisioned.get(call.qualifier ?? LATEST);
    if (config) return config;
    throw new AwsError(
      404,
      'ProvisionedConcurrencyConfigNotFoundException',
      'No Provisioned Concurrency Config found for this function',
    );
  },
  DeleteProvisionedConcurrencyConfig(call) {
    call.fn().provisioned.delete(call.qualifier ?? LATEST);
    return undefined;
  },

  PutFunctionEventInvokeConfig: (call) => putEventInvoke(call, {}),
  UpdateFunctionEventInvokeConfig: (call) => putEventInvoke(call, findEventInvoke(call)),
  GetFunctionEventInvokeConfig: (call) => findEventInvoke(call),
  DeleteFunctionEventInvokeConfig(call) {
    findEventInvoke(call);
    call.fn().eventInvoke.delete(call.qualifier ?? LATEST);
    return undefined;
  },
} satisfies Record<string, Operation>;

function findEventInvoke(call: Call): JsonObject {
  const fn = call.fn();
  const qualifier = call.qualifier ?? LATEST;
  return found(fn.eventInvoke.get(qualifier), `The function ${fn.arn}:${qualifier} doesn't have an EventInvokeConfig`);
}

function putEventInvoke(call: Call, before: JsonObject): JsonObject {
  const fn = call.fn();
  const qualifier = call.qualifier ?? LATEST;
  fn.resolve(qualifier);
  const given = Object.fromEntries(Object.entries(call.input).filter(([, value]) => value !== null));
  const config = {
    ...before,
    ...given,
    DestinationConfig: {
      OnSuccess: {},
      OnFailure: {},
      ...(given['DestinationConfig'] ?? before['DestinationConfig'] ?? {}),
    },
    FunctionArn: `${fn.arn}:${qualifier}`,
    LastModified: Math.floor(Date.now() / 1000),
  };
  fn.eventInvoke.set(qualifier, config);
  return config;
}
