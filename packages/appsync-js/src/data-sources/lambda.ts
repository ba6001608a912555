import { messageOf } from '../../../../programs/user-error';
import type { Backends, Invocation, InvocationType } from '../definition';
import { FieldError } from '../errors';
import { checkFields, missing, type SourceResult, type Request } from './source-result';

export interface LambdaProps {
  readonly functionArn: string;
  readonly invoke: Backends['invoke'];
  /** Makes what the code sees of a function's answer. */
  readonly copy: (value: unknown) => unknown;
}

/**
 * Invokes one function, or hands it an event.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html
 */
export async function runLambda(request: Request, { functionArn, invoke, copy }: LambdaProps): Promise<SourceResult> {
  checkFields('a Lambda request', request, ['version', 'operation', 'payload', 'invocationType']);
  if (request['operation'] === undefined) throw missing('operation');
  if (request['operation'] !== 'Invoke') {
    const operation = JSON.stringify(request['operation']);
    throw new FieldError(
      `The local run does not know Lambda's operation ${operation}. It knows Invoke.`,
      'MappingTemplate',
    );
  }
  const invocationType = (request['invocationType'] ?? 'RequestResponse') as InvocationType;
  const payload: unknown = JSON.parse(JSON.stringify(request['payload'] ?? null));
  let invocation: Invocation;
  try {
    invocation = await invoke(functionArn, invocationType, payload);
  } catch (error) {
    const refused = { message: messageOf(error), type: `Lambda:${(error as Error).name}`, unhandledErrorType: null };
    return { result: null, error: refused };
  }
  if (invocation.functionError) {
    const { errorMessage: message, errorType: unhandledErrorType } = invocation.functionError;
    return { result: null, error: { message, type: 'Lambda:Unhandled', unhandledErrorType } };
  }
  return { result: invocationType === 'Event' ? null : copy(invocation.payload ?? null) };
}
