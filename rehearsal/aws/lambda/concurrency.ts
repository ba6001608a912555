import { AwsError, json, type JsonObject } from '../door/messages';
import type { Call, Operation } from './operation';
import { found, invalid, LATEST, lambdaTime } from './store';

/** Reserved and provisioned concurrency, and what happens to asynchronous invocations. */
export const concurrencyOperations = {
  PutFunctionConcurrency(call) {
    const reserved = Number(call.input['ReservedConcurrentExecutions']);
    call.fn().reservedConcurrency = reserved;
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
    const qualifier = requireQualifier(call);
    if (qualifier === LATEST)
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
    const config = call.fn().provisioned.get(requireQualifier(call));
    if (config) return config;
    throw new AwsError(
      404,
      'ProvisionedConcurrencyConfigNotFoundException',
      'No Provisioned Concurrency Config found for this function',
    );
  },
  DeleteProvisionedConcurrencyConfig(call) {
    call.fn().provisioned.delete(requireQualifier(call));
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

function requireQualifier({ qualifier }: Call): string {
  if (qualifier !== undefined) return qualifier;
  throw invalid('Qualifier is missing: provisioned concurrency belongs to a version or an alias.');
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
