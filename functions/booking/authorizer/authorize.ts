import type { Log, Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';
import type { ApiKeys } from '../shared/api-keys';
import { hashOf, isKey } from '../shared/key';
import type { BookingMetrics } from '../shared/metrics';
import type { Tenants } from '../shared/tenants';

export interface AuthorizerPorts {
  readonly apiKeys: Pick<ApiKeys, 'get'>;
  readonly tenants: Pick<Tenants, 'get'>;
  readonly runtime: Pick<Runtime, 'now'>;
  readonly log: Pick<Log, 'info'>;
  readonly metrics: Pick<BookingMetrics, 'count'>;
}

/**
 * What AppSync takes of an authorizer.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization
 */
export interface Verdict {
  readonly isAuthorized: boolean;
  /** What resolvers see of it, in `identity`. */
  readonly resolverContext?: { readonly tenantId: string; readonly apiKeyId: string };
  /** Seconds for which AppSync gives this answer to whoever comes with the same key, and asks no more. */
  readonly ttlOverride: number;
}

/** Seconds. A key that is revoked, and a tenant that is suspended, are turned away so much later at most. */
const LONGEST = 60;

/**
 * Lets a widget in by its key: one read of the key, and one of its tenant.
 *
 * A key may say from which web origins it is shown. Browsers tell the page's origin with every request, and pages cannot change it:
 * another site's page is turned away. Whoever is no browser tells none, or any: a request without an origin is let in. So origins keep
 * a key off other pages; they do not make it a secret. A key that has origins is looked up each time: AppSync remembers an answer by the
 * key alone, and would let another page in after the right one, or turn the right one away after another.
 *
 * How often a key is used is not asked here (rate-limit.ts).
 *
 * @param token header Authorization as it came; whatever it is, this does not throw for it, nor log it
 * @param origin header Origin; undefined when there is none
 * @param ttlSeconds for which a key that is let in is not asked for again, LONGEST at most
 */
export async function authorize(
  { apiKeys, tenants, runtime, log, metrics }: AuthorizerPorts,
  { token, origin, ttlSeconds }: { token: unknown; origin: string | undefined; ttlSeconds: number },
): Promise<Verdict> {
  const longest = Math.min(ttlSeconds, LONGEST);
  const refuse = (reason: string, ttlOverride = longest, about: Record<string, string> = {}): Verdict => {
    metrics.count('KeyRefused');
    log.info('A key is refused', { ...about, reason });
    return { isAuthorized: false, ttlOverride };
  };
  if (typeof token !== 'string' || !isKey(token)) return refuse('no key');
  const key = await apiKeys.get(hashOf(token));
  if (!key) return refuse('unknown or ended');
  const { tenantId, keyHash: apiKeyId, origins, ttl = Infinity } = key;
  const about = { tenantId, apiKeyId };
  if (key.status !== 'ACTIVE') return refuse('revoked', longest, about);
  if (origin !== undefined && origins.length > 0 && !origins.includes(origin)) return refuse('origin', 0, about);
  const tenant = await tenants.get(tenantId);
  if (tenant?.status !== 'ACTIVE') return refuse(tenant ? 'suspended' : 'no tenant', longest, about);
  const left = ttl - epochSeconds(runtime.now());
  return {
    isAuthorized: true,
    resolverContext: about,
    ttlOverride: origins.length > 0 ? 0 : Math.min(longest, left),
  };
}
