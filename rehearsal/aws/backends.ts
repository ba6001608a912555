import type { Invocation, InvocationType } from '../../packages/appsync-js/src';
import type { AppsyncBackends } from './appsync/operation';
import type { Door } from './door';
import { jsonOf, type AwsRequest, type AwsResponse, type InItsOwnName, type JsonObject } from './door/messages';

/**
 * What AppSync calls for its data sources. It goes through the door like everyone's requests: it is written down there
 * and meets the faults.
 */
export function backendsBehind(
  door: () => Door,
  { userPoolKeys, log }: Pick<AppsyncBackends, 'userPoolKeys' | 'log'>,
): AppsyncBackends {
  const ask = async (request: Omit<AwsRequest, 'method'>): Promise<AwsResponse> => {
    const response = await door().dispatch({ ...request, method: 'POST' });
    if (response) return response;
    throw named('RequestTimeout', `${request.service} did not answer ${request.operation}.`);
  };
  const invoke = async (
    functionArn: string,
    invocationType: InvocationType,
    payload: unknown,
    by?: InItsOwnName,
  ): Promise<Invocation> => {
    const path = `/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`;
    const response = await ask({
      service: 'lambda',
      operation: 'Invoke',
      protocol: 'rest-json',
      url: new URL(path, 'http://127.0.0.1'),
      headers: { 'x-amz-invocation-type': invocationType },
      body: Buffer.from(JSON.stringify(payload ?? null)),
      ...(by && { by }),
    });
    const text = response.body.toString();
    const answer = (text === '' ? undefined : JSON.parse(text)) as unknown;
    if (response.status >= 300) {
      throw named(String(response.headers['x-amzn-errortype']), String((answer as JsonObject)['message']));
    }
    if (response.headers['x-amz-function-error'] === undefined) return { payload: answer };
    const { errorType, errorMessage } = answer as Record<string, string>;
    return { functionError: { errorType: String(errorType), errorMessage: String(errorMessage) } };
  };
  return {
    dynamodb: {
      async send(operation, input) {
        const body = Buffer.from(JSON.stringify(input));
        const url = new URL('http://127.0.0.1/');
        const response = await ask({ service: 'dynamodb', operation, protocol: 'json', url, headers: {}, body });
        const answer = jsonOf({ body: Buffer.from(response.body) });
        if (response.status === 200) return answer;
        const {
          __type: type,
          message,
          Message,
          Item,
          CancellationReasons,
        } = answer as Record<string, string | undefined>;
        const error = named(
          (type ?? '').slice((type ?? '').lastIndexOf('#') + 1),
          message ?? Message ?? 'DynamoDB failed.',
        );
        throw Object.assign(
          error,
          Item !== undefined && { item: Item },
          CancellationReasons !== undefined && { cancellationReasons: CancellationReasons },
        );
      },
    },
    invoke: (functionArn, invocationType, payload) => invoke(functionArn, invocationType, payload),
    invokeFor: (sourceArn) => (functionArn, event) =>
      invoke(functionArn, 'RequestResponse', event, { service: 'appsync.amazonaws.com', sourceArn }),
    userPoolKeys,
    log,
  };
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
