import { dirname, resolve } from 'node:path';

import type { AsynchronousConfig, FunctionDefinition } from '../lambda/definition';
import type { Resource, StackFile } from './stack-file';

/** Lambda's defaults (Terraform's `aws_lambda_function`): 128 MB, 3 s, and two retries of asynchronous calls. */
const defaults = { memorySize: 128, timeout: 3, maximumRetryAttempts: 2 };

export function readFunctions(stack: StackFile): (() => FunctionDefinition)[] {
  return stack.ofType('aws_lambda_function').map((fn) => () => readFunction(stack, fn));
}

function readFunction(stack: StackFile, fn: Resource): FunctionDefinition {
  const name = fn.string('function_name');
  const runtime = fn.string('runtime');
  if (!runtime.startsWith('nodejs')) throw fn.problem('runtime', `"${runtime}" is no Node.js: it cannot run here`);
  const reservedConcurrency = fn.optionalNumber('reserved_concurrent_executions');
  const sourceCodeHash = fn.optionalString('source_code_hash');
  return {
    name,
    arn: String(fn.attribute('arn', fn.address)),
    aliases: stack
      .ofType('aws_lambda_alias')
      .filter((alias) => alias.string('function_name') === name)
      .map((alias) => String(alias.attribute('arn', alias.address))),
    archive: resolve(dirname(stack.file), fn.string('filename')),
    ...(sourceCodeHash === undefined ? {} : { sourceCodeHash }),
    handler: fn.string('handler'),
    memorySize: fn.optionalNumber('memory_size') ?? defaults.memorySize,
    timeout: fn.optionalNumber('timeout') ?? defaults.timeout,
    role: fn.string('role'),
    environment: fn.block('environment')?.stringMap('variables') ?? {},
    ...(reservedConcurrency === undefined || reservedConcurrency < 0 ? {} : { reservedConcurrency }),
    asynchronous: readAsynchronous(stack, name),
  };
}

function readAsynchronous(stack: StackFile, functionName: string): AsynchronousConfig {
  const config = stack
    .ofType('aws_lambda_function_event_invoke_config')
    .find((candidate) => candidate.string('function_name') === functionName);
  const onFailure = config?.block('destination_config')?.block('on_failure');
  return {
    maximumRetryAttempts: config?.optionalNumber('maximum_retry_attempts') ?? defaults.maximumRetryAttempts,
    ...(onFailure ? { deadLetterQueue: onFailure.string('destination') } : {}),
  };
}
