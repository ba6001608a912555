import type { AppSyncAuthorizerEvent, Context } from 'aws-lambda';
import type { Observability } from '../../shared/observability';
import type { MetricName } from '../shared/metrics';
import { authorize, type AuthorizerPorts, type Verdict } from './authorize';

export interface AuthorizerDependencies {
  readonly ports: AuthorizerPorts;
  readonly ttlSeconds: number;
  readonly observability: Observability<MetricName>;
}

/** What AppSync sends, as far as it is looked at; a client may have left out what it likes. */
export type AuthorizerEvent = Partial<Pick<AppSyncAuthorizerEvent, 'authorizationToken' | 'requestHeaders'>> & {
  readonly requestContext?: Pick<AppSyncAuthorizerEvent['requestContext'], 'requestId'>;
};

/** AppSync asks before each request of a widget. What fails is not remembered: the next request asks again. */
export function createHandler({ ports, ttlSeconds, observability }: AuthorizerDependencies) {
  return async (event: AuthorizerEvent, context: Pick<Context, 'awsRequestId'>): Promise<Verdict> => {
    observability.correlate(event.requestContext?.requestId ?? context.awsRequestId);
    try {
      const origin = headerOf(event.requestHeaders ?? {}, 'origin');
      return await authorize(ports, { token: event.authorizationToken, origin, ttlSeconds });
    } catch (error) {
      observability.log.error('Unexpected error', { error });
      throw error;
    } finally {
      observability.flush();
    }
  };
}

/** Names of headers are the same in capitals. */
function headerOf(headers: Readonly<Record<string, string | undefined>>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
