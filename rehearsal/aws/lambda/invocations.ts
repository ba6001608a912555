import { AsynchronousInvocations, lambdaRetryDelays, type DeadLetter } from '../../../local/lambda/asynchronous';
import type { FunctionDefinition, FunctionFailure, InvocationResult } from '../../../local/lambda/definition';
import { createEnvironment } from '../../../local/lambda/environment';
import { Pool } from '../../../local/lambda/pool';
import { messageOf } from '../../../programs/user-error';
import { AwsError, empty, json, type AwsRequest, type AwsResponse, type JsonObject } from '../door/messages';
import type { Archives } from './archives';
import { LATEST, type Configuration, type StoredFunction } from './store';

export interface InvocationOptions {
  readonly region: string;
  readonly archives: Archives;
  /** Variables that every function gets here, over its own. Asked when a version first runs. */
  readonly overrides: (variables: Readonly<Record<string, string>>) => Record<string, string>;
  /** Every line that a function writes. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Takes an event that failed for good. @param queue ARN of the destination */
  readonly onDeadLetter: (queue: string, letter: DeadLetter) => void;
  /** Milliseconds before each retry of an asynchronous invocation. @default Lambda's own, one minute and two */
  readonly retryDelays?: readonly number[];
}

/** Runs functions: the archive and the variables of the version that was asked for. */
export class Invocations {
  /** By the version's revision: one that has changed is another one. */
  private readonly pools = new Map<string, Promise<Pool | FunctionFailure>>();
  private readonly targets = new WeakMap<FunctionDefinition, Target>();
  private readonly events: AsynchronousInvocations;

  constructor(private readonly options: InvocationOptions) {
    this.events = new AsynchronousInvocations({
      retryDelays: options.retryDelays ?? lambdaRetryDelays,
      invoke: (definition, functionArn, payload) => this.retry(definition, functionArn, payload),
      onFailure: () => undefined, // the function has logged it, and nobody waits for it
      onDeadLetter: (queue, letter) => queue !== undefined && options.onDeadLetter(queue, letter),
    });
  }

  async answer(request: AwsRequest, fn: StoredFunction, qualifier: string | undefined): Promise<AwsResponse> {
    const payload = request.body.length === 0 ? 'null' : request.body.toString('utf8');
    requireJson(payload);
    const configuration = fn.resolve(qualifier);
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'DryRun') return empty(204);
    if (fn.reservedConcurrency === 0) {
      throw new AwsError(429, 'TooManyRequestsException', 'Rate Exceeded.', {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      });
    }
    const functionArn = qualifier === undefined ? fn.arn : `${fn.arn}:${qualifier}`;
    if (type === 'Event') {
      const definition = this.definitionOf(fn, configuration, qualifier);
      this.targets.set(definition, { fn, qualifier });
      this.events.accept(definition, functionArn, payload);
      return empty(202);
    }
    const { payload: result, functionError } = await this.run(fn, configuration, functionArn, payload);
    const response = json(200, functionError ?? result ?? null);
    const headers = {
      'x-amz-executed-version': configuration.Version,
      ...(functionError && { 'x-amz-function-error': 'Unhandled' }),
    };
    return { ...response, headers: { ...response.headers, ...headers } };
  }

  async close(): Promise<void> {
    this.events.close();
    for (const pool of await Promise.all(this.pools.values())) if (pool instanceof Pool) await pool.close();
  }

  /** Each attempt asks anew what the alias points at: a rollback also reaches the events that wait. */
  private retry(definition: FunctionDefinition, functionArn: string, payload: string): Promise<InvocationResult> {
    const target = this.targets.get(definition);
    if (!target) throw new Error(`An event of ${definition.name} came from nowhere`);
    return this.run(target.fn, target.fn.resolve(target.qualifier), functionArn, payload);
  }

  /** @returns why the version does not load, if it does not */
  async warm(fn: StoredFunction, configuration: Configuration): Promise<FunctionFailure | undefined> {
    const pool = await this.poolOf(fn, configuration);
    return pool instanceof Pool ? undefined : pool;
  }

  private async run(
    fn: StoredFunction,
    configuration: Configuration,
    functionArn: string,
    payload: string,
  ): Promise<InvocationResult> {
    const pool = await this.poolOf(fn, configuration);
    return pool instanceof Pool ? pool.invoke(functionArn, payload) : { functionError: pool };
  }

  private poolOf(fn: StoredFunction, configuration: Configuration): Promise<Pool | FunctionFailure> {
    const key = [fn.arn, configuration.Version, configuration.RevisionId, fn.reservedConcurrency].join(' ');
    let starting = this.pools.get(key);
    if (!starting) {
      starting = this.start(this.definitionOf(fn, configuration, undefined), configuration);
      this.pools.set(key, starting);
    }
    return starting;
  }

  private async start(definition: FunctionDefinition, { Version }: Configuration): Promise<Pool | FunctionFailure> {
    const { region, overrides, onLog } = this.options;
    const variables = { AWS_LAMBDA_FUNCTION_VERSION: Version, ...overrides(definition.environment) };
    const pool = new Pool({
      definition,
      environment: createEnvironment(definition, region, variables),
      onLog: (line) => onLog?.(definition.name, line),
    });
    try {
      await pool.warm();
      return pool;
    } catch (error) {
      await pool.close();
      return { errorType: 'Runtime.ImportModuleError', errorMessage: messageOf(error) };
    }
  }

  private definitionOf(
    fn: StoredFunction,
    configuration: Configuration,
    qualifier: string | undefined,
  ): FunctionDefinition {
    const { FunctionName, CodeSha256, Handler, MemorySize, Timeout } = configuration;
    const { Environment } = configuration as { Environment?: { Variables?: Record<string, string> } };
    const config = fn.eventInvoke.get(qualifier ?? LATEST) as EventInvokeConfig | undefined;
    const deadLetterQueue = config?.DestinationConfig?.OnFailure?.Destination;
    return {
      name: FunctionName,
      arn: fn.arn,
      aliases: [],
      archive: this.options.archives.pathOf(CodeSha256),
      handler: Handler,
      memorySize: MemorySize,
      timeout: Timeout,
      environment: Environment?.Variables ?? {},
      ...(fn.reservedConcurrency !== undefined && { reservedConcurrency: fn.reservedConcurrency }),
      asynchronous: {
        maximumRetryAttempts: config?.MaximumRetryAttempts ?? 2,
        ...(deadLetterQueue !== undefined && { deadLetterQueue }),
      },
    };
  }
}

interface Target {
  readonly fn: StoredFunction;
  readonly qualifier: string | undefined;
}

interface EventInvokeConfig extends JsonObject {
  readonly MaximumRetryAttempts?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

function requireJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch {
    throw new AwsError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
}
