/** A Lambda function as Terraform describes it. */
export interface FunctionDefinition {
  /** `trinity-cache-dev` */
  name: string;
  arn: string;
  /** ARNs of the aliases: invoking one of them invokes the function. */
  aliases: string[];
  /** Absolute path of the zip archive. */
  archive: string;
  /** Base64 SHA-256 of the archive, as it was at synthesis. */
  sourceCodeHash?: string;
  /** `index.handler`: file and export. */
  handler: string;
  /** MB */
  memorySize: number;
  /** Seconds */
  timeout: number;
  environment: Record<string, string>;
  /** ARN of the role by which it calls AWS. Default: it may call everything */
  role?: string;
  reservedConcurrency?: number;
  asynchronous: AsynchronousConfig;
}

export interface AsynchronousConfig {
  /** Tries after the first one: 0 to 2. */
  maximumRetryAttempts: number;
  /** ARN of the queue that takes what failed for good. */
  deadLetterQueue?: string;
}

/** A call that Lambda does not take: no such function, a payload that is too large, no concurrency. `name` is Lambda's exception. */
export class InvocationRefused extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** What `Invoke` answers. `functionError`: the function threw, timed out, or did not load. */
export interface InvocationResult {
  payload?: unknown;
  functionError?: FunctionFailure;
}

export interface FunctionFailure {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}
