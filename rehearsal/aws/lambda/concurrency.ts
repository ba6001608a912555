import { AwsError, json, type JsonObject } from '../door/messages';
import type { Call, Operation } from './operation';
import { found, invalid, LATEST, lambdaTime, type Alias, type StoredFunction } from './store';

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
    if (isWeighted(fn.aliases.get(qualifier)?.RoutingConfig)) {
      throw invalid('Alias with weights can not be used with Provisioned Concurrency');
    }
    requireOneConfig(fn, qualifier, versionOf(fn, qualifier));
    return json(202, allocate(call, fn, qualifier, Number(call.input['ProvisionedConcurrentExecutions'])));
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

/**
 * Starts what an alias or a version keeps warm. A version that does not load never is: FAILED.
 *
 * @param settled what else happens when all is warm
 */
function allocate(
  call: Call,
  fn: StoredFunction,
  qualifier: string,
  count: number,
  settled: () => void = () => undefined,
): JsonObject {
  const config = {
    RequestedProvisionedConcurrentExecutions: count,
    AvailableProvisionedConcurrentExecutions: 0,
    AllocatedProvisionedConcurrentExecutions: 0,
    Status: 'IN_PROGRESS',
    LastModified: lambdaTime(),
  };
  fn.provisioned.set(qualifier, config);
  const version = found(fn.versions.get(versionOf(fn, qualifier)), `Function not found: ${fn.arn}:${qualifier}`);
  void call.warm(fn, version).then((failure) => {
    if (fn.provisioned.get(qualifier) !== config) return; // another allocation has begun, or none is wanted any more
    if (failure) {
      fn.provisioned.set(qualifier, { ...config, Status: 'FAILED', StatusReason: 'FUNCTION_ERROR_INIT_FAILURE' });
      return;
    }
    fn.provisioned.set(qualifier, {
      ...config,
      AvailableProvisionedConcurrentExecutions: count,
      AllocatedProvisionedConcurrentExecutions: count,
      Status: 'READY',
    });
    settled();
  });
  return config;
}

/**
 * An alias moves. Where it keeps executions warm, all calls go to the version before until the new one is warm, and no other
 * change is taken meanwhile: so people report it (terraform-provider-aws #48116, terraform #24957, gradientedge/cdk-utils
 * #1110).
 *
 * @param alias what it is to be
 * @returns what it is
 */
export function moveAlias(call: Call, fn: StoredFunction, alias: Alias): Alias {
  const { Name, FunctionVersion } = alias;
  const before = fn.aliases.get(Name);
  const config = fn.provisioned.get(Name);
  if (config === undefined || before === undefined) {
    fn.aliases.set(Name, alias);
    return alias;
  }
  if (isWeighted(alias.RoutingConfig)) throw invalid('Invalid alias configuration for Provisioned Concurrency');
  if (before.FunctionVersion === FunctionVersion) {
    fn.aliases.set(Name, alias);
    return alias;
  }
  requireOneConfig(fn, Name, FunctionVersion);
  const moving = { ...alias, RoutingConfig: { AdditionalVersionWeights: { [before.FunctionVersion]: 1 } } };
  fn.aliases.set(Name, moving);
  allocate(call, fn, Name, Number(config['RequestedProvisionedConcurrentExecutions']), () => {
    if (fn.aliases.get(Name) === moving) fn.aliases.set(Name, alias);
  });
  return moving;
}

export const isWeighted = (routing: Alias['RoutingConfig']): boolean =>
  Object.keys(routing?.AdditionalVersionWeights ?? {}).length > 0;

/** Without an alias's weights. */
const versionOf = ({ aliases }: StoredFunction, qualifier: string): string =>
  aliases.get(qualifier)?.FunctionVersion ?? qualifier;

/** A version has one configuration: its own, or that of one alias (Lambda's guide, "Configuring provisioned concurrency"). */
function requireOneConfig(fn: StoredFunction, qualifier: string, version: string): void {
  const other = [...fn.provisioned.keys()].find((one) => one !== qualifier && versionOf(fn, one) === version);
  if (other === undefined) return;
  throw invalid(`Version ${version} has provisioned concurrency already, by ${other}.`);
}

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
