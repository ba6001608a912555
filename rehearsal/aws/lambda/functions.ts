import { randomUUID } from 'node:crypto';
import { json, type JsonObject } from '../door/messages';
import { arnOf, type Call, type Operation } from './operation';
import { page } from './page';
import { conflict, invalid, LATEST, lambdaTime, requireRevision, StoredFunction, type Configuration } from './store';

/** What a client may set, each member with Lambda's default (https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html). */
const defaults = {
  Description: '',
  Timeout: 3,
  MemorySize: 128,
  TracingConfig: { Mode: 'PassThrough' },
  EphemeralStorage: { Size: 512 },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
};

const settings = [
  ...Object.keys(defaults),
  ...['Runtime', 'Role', 'Handler', 'Environment', 'VpcConfig', 'DeadLetterConfig', 'KMSKeyArn', 'Layers'],
  ...['FileSystemConfigs', 'ImageConfig', 'LoggingConfig'],
];

export const functionOperations = {
  CreateFunction(call) {
    const { functions, archives, input, options } = call;
    const name = String(input['FunctionName']);
    if (functions.has(name)) throw conflict(`Function already exist: ${name}`);
    for (const needed of ['Handler', 'Runtime'] as const) {
      if (typeof input[needed] !== 'string')
        throw invalid(`${needed} is missing: a function of a zip archive needs it.`);
    }
    const latest = {
      ...defaults,
      FunctionName: name,
      FunctionArn: arnOf(options, name),
      Version: LATEST,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      PackageType: 'Zip',
      Architectures: input['Architectures'] ?? ['x86_64'],
      ...archives.add((input['Code'] ?? {}) as JsonObject),
      ...settingsOf(input, name),
      LoggingConfig: loggingOf(input['LoggingConfig'], name),
      LastModified: lambdaTime(),
      RevisionId: randomUUID(),
    } as unknown as Configuration;
    const fn = new StoredFunction(latest);
    fn.tags = (input['Tags'] ?? {}) as Record<string, string>;
    functions.set(name, fn);
    const created = input['Publish'] === true ? fn.publish() : latest;
    return json(201, {
      ...created,
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
    });
  },
  ListFunctions: ({ functions, query }) =>
    page(
      'Functions',
      [...functions.values()].map(({ latest }) => latest),
      query,
    ),
  GetFunction(call) {
    const fn = call.fn();
    return {
      Configuration: qualified(call),
      Code: { RepositoryType: 'S3' },
      ...(Object.keys(fn.tags).length > 0 && { Tags: fn.tags }),
      ...(fn.reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency },
      }),
    };
  },
  GetFunctionConfiguration: (call) => qualified(call),
  UpdateFunctionConfiguration(call) {
    const fn = call.fn();
    requireRevision(call.input['RevisionId'], fn.latest);
    return fn.change(settingsOf(call.input, fn.latest.FunctionName));
  },
  UpdateFunctionCode(call) {
    const fn = call.fn();
    const { input, archives } = call;
    requireRevision(input['RevisionId'], fn.latest);
    const code = archives.add(input);
    if (input['DryRun'] === true) return { ...fn.latest, ...code };
    const { Architectures = fn.latest['Architectures'] } = input;
    const changed = fn.change({ ...code, Architectures });
    return input['Publish'] === true ? fn.publish() : changed;
  },
  DeleteFunction(call) {
    const fn = call.fn();
    const { qualifier } = call;
    if (qualifier === undefined) {
      call.functions.delete(fn.latest.FunctionName);
      return undefined;
    }
    if (qualifier === LATEST) throw invalid('$LATEST version cannot be deleted without deleting the function.');
    const users = [...fn.aliases.values()].filter((alias) => versionsOf(alias).includes(qualifier));
    if (users.length > 0) {
      throw conflict(
        `Version ${qualifier} is used by the alias ${users.map(({ Name }) => Name).join(', ')}: it cannot be deleted.`,
      );
    }
    fn.versions.delete(qualifier);
    fn.policies.delete(qualifier);
    return undefined;
  },
} satisfies Record<string, Operation>;

const versionsOf = (alias: StoredFunction['aliases'] extends Map<string, infer A> ? A : never): string[] => [
  alias.FunctionVersion,
  ...Object.keys(alias.RoutingConfig?.AdditionalVersionWeights ?? {}),
];

/** What a client asked for by alias or version has that in its ARN. */
function qualified(call: Call): Configuration {
  const fn = call.fn();
  const { qualifier } = call;
  const configuration = fn.resolve(qualifier);
  return qualifier === undefined ? configuration : { ...configuration, FunctionArn: `${fn.arn}:${qualifier}` };
}

function settingsOf(input: JsonObject, name: string): JsonObject {
  const given = Object.entries(input).filter(([key, value]) => settings.includes(key) && value !== null);
  const { LoggingConfig, ...rest } = Object.fromEntries(given);
  const { Environment } = rest as { Environment?: { Variables?: object } };
  return {
    ...rest,
    // Lambda shows no environment at all where there is no variable.
    ...(Environment && { Environment: Object.keys(Environment.Variables ?? {}).length > 0 ? Environment : undefined }),
    ...(LoggingConfig !== undefined && { LoggingConfig: loggingOf(LoggingConfig, name) }),
  };
}

const loggingOf = (given: unknown, name: string): JsonObject => ({
  LogFormat: 'Text',
  LogGroup: `/aws/lambda/${name}`,
  ...(given as JsonObject | undefined),
});
