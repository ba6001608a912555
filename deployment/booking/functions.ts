import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Environment } from '../../environments';
import { nameIn } from '../../environments/physical-name';
import type { FunctionName } from '../../model/booking/functions';
import { OutsideError } from '../../programs/errors';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { deployFirst } from '../endpoint';
import { DeploymentError } from '../errors';

/** A function that did not do what it was asked. Its message is one sentence for a person. */
export class FunctionFailure extends OutsideError {
  override readonly name = 'FunctionFailure';

  constructor(
    message: string,
    /** The function's word for it, such as `NotFound`, and what it says. Absent where it crashed. */
    readonly refusal?: { readonly errorType: string; readonly message: string },
  ) {
    super(message, { next: "Run the command again; the functions' errors are in CloudWatch Logs." });
  }
}

/** What a function answers, as functions/shared/result.ts has it. */
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errorType: string; readonly message: string }
  | null;

const ALIAS = 'live';

/** The functions, asked as whoever runs the booking chat asks them: by name, past the API. */
export class Functions {
  constructor(
    readonly environment: Environment,
    private readonly lambda: Aws['lambda'],
    /** Where a local run is asked. Default: AWS is. */
    private readonly local?: string,
  ) {}

  /**
   * An abort waits for the answer: what is still under way would write after the business was erased.
   *
   * @param payload with its `action`
   * @throws FunctionFailure when it refuses or crashes; DeploymentError when it is not deployed; what AWS throws when it cannot be asked; the signal's reason when it was aborted
   */
  async ask<T>(
    fn: FunctionName,
    payload: { readonly action: string; readonly [name: string]: unknown },
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const FunctionName = nameIn(this.environment, 'booking', fn);
    const input = { FunctionName, Qualifier: ALIAS, Payload: Buffer.from(JSON.stringify(payload)) };
    const answered = await unlessMissing(this.lambda.send(new InvokeCommand(input))).finally(() =>
      signal?.throwIfAborted(),
    );
    if (!answered && this.local !== undefined) {
      const reason = `${this.local} is not where a run of ${this.environment.name}'s booking chat has its functions.`;
      throw new DeploymentError('invalid', reason, 'Give the address that npm start prints as Functions.');
    }
    if (!answered) {
      const reason = `There is no function ${FunctionName} with an alias ${ALIAS} in ${this.environment.region}.`;
      throw new DeploymentError('invalid', reason, deployFirst(this.environment, 'booking'));
    }
    const { Payload, FunctionError } = answered;
    const answer = JSON.parse(Payload?.length ? Buffer.from(Payload).toString() : 'null') as unknown;
    const what = `${payload.action} of the function ${fn}`;
    if (FunctionError !== undefined) {
      const { errorMessage = FunctionError } = answer as { errorMessage?: string };
      throw new FunctionFailure(`${what} crashed: ${errorMessage}`);
    }
    const outcome = answer as Answer<T>;
    if (outcome?.ok) return outcome.value;
    const why = outcome ? `${outcome.errorType}: ${outcome.message}` : 'it answered nothing';
    throw new FunctionFailure(`${what} failed: ${why}`, outcome ?? undefined);
  }
}
