import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Environment } from '../../environments';
import { nameIn } from '../../environments/physical-name';
import type { FunctionName } from '../../model/booking/functions';
import { OutsideError } from '../../programs/errors';
import type { Aws } from '../aws/clients';

/** A function that did not do what it was asked. Its message is one sentence for a person. */
export class FunctionFailure extends OutsideError {
  override readonly name = 'FunctionFailure';

  constructor(
    message: string,
    /** The function's word for it, such as `NotFound`. Absent where it crashed. */
    readonly errorType?: string,
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
    private readonly environment: Environment,
    private readonly lambda: Aws['lambda'],
  ) {}

  /**
   * An abort waits for the answer: what is still under way would write after the business was erased.
   *
   * @param payload with its `action`
   * @throws FunctionFailure when it refuses or crashes; what AWS throws when it cannot be asked; the signal's reason when it was aborted
   */
  async ask<T>(fn: FunctionName, payload: { readonly action: string }, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const input = { FunctionName: this.nameOf(fn), Qualifier: ALIAS, Payload: Buffer.from(JSON.stringify(payload)) };
    const { Payload, FunctionError } = await this.lambda
      .send(new InvokeCommand(input))
      .finally(() => signal?.throwIfAborted());
    const answer = JSON.parse(Payload?.length ? Buffer.from(Payload).toString() : 'null') as unknown;
    const what = `${payload.action} of the function ${fn}`;
    if (FunctionError !== undefined) {
      const { errorMessage = FunctionError } = answer as { errorMessage?: string };
      throw new FunctionFailure(`${what} crashed: ${errorMessage}`);
    }
    const outcome = answer as Answer<T>;
    if (outcome?.ok) return outcome.value;
    const why = outcome ? `${outcome.errorType}: ${outcome.message}` : 'it answered nothing';
    throw new FunctionFailure(`${what} failed: ${why}`, outcome?.errorType);
  }

  /** How a person asks the same. */
  commandFor(fn: FunctionName, payload: { readonly action: string }): string {
    return `aws lambda invoke --region ${this.environment.region} --function-name ${this.nameOf(fn)}:${ALIAS} --cli-binary-format raw-in-base64-out --payload '${JSON.stringify(payload)}' /dev/stdout`;
  }

  private nameOf(fn: FunctionName): string {
    return nameIn(this.environment, 'booking', fn);
  }
}
