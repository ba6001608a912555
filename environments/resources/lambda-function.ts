import { z } from 'zod';
import { atLeast, exactly, whole } from '../kinds-of-value';

/** A function's own settings. */
export const lambdaFunction = exactly({
  /** MB; Lambda gives CPU in proportion. */
  memorySize: whole(128, 10_240, 'MB'),
  /** Seconds after which Lambda stops an invocation. */
  timeout: whole(1, 900, 'seconds'),
  /** Executions kept for this function, and its most; Lambda leaves 100 of the account's to all. Default: it shares those. */
  reservedConcurrency: atLeast(1, 'executions').exactOptional(),
  /**
   * Executions kept warm for the version that was deployed. Default: none, the first call after a pause waits for a cold
   * start. Costs by the hour, used or not: 2 of 512 MB some 8.76 $ a month (0.0000033334 $ a GB-second on arm64 in
   * us-east-1, https://aws.amazon.com/lambda/pricing). A version that a rollback puts back has none.
   */
  provisionedConcurrency: atLeast(1, 'executions').exactOptional(),
});

export type FunctionConfig = z.infer<typeof lambdaFunction>;
