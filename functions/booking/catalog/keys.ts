import { readApiKey, type ApiKey } from '../../../model/booking/items/api-key';
import { fail } from '../shared/failure';
import { succeed, type Failure, type Result } from '../../shared/result';
import { epochSeconds } from '../../shared/time';
import { hashOf, keyOf, SECRET_BYTES } from '../shared/key';
import { checked, invalid, notFound, tidy } from '../shared/problems';
import type { CatalogPorts } from './ports';

export interface ApiKeyView extends Pick<ApiKey, 'name' | 'status' | 'origins' | 'requestsPerMinute' | 'createdAt'> {
  /** Its hash. */
  readonly id: string;
  readonly endsAt?: string;
}
export interface NewApiKeyView {
  /** It is nowhere else. */
  readonly key: string;
  readonly apiKey: ApiKeyView;
  /** The one in whose stead it was made. */
  readonly replaced?: ApiKeyView;
}

const LONGEST_OVERLAP_HOURS = 168;

export async function apiKeys({ apiKeys }: CatalogPorts, tenantId: string): Promise<Result<ApiKeyView[]>> {
  return succeed((await apiKeys.ofTenant(tenantId)).map(view));
}

export async function createApiKey(
  ports: CatalogPorts,
  tenantId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Result<NewApiKeyView>> {
  const made = make(ports, tenantId, tidy(input));
  if (!made.ok) return made;
  await ports.apiKeys.create(made.value.apiKey);
  return succeed({ key: made.value.key, apiKey: view(made.value.apiKey) });
}

/** @param overlapHours for which the one that is replaced goes on working */
export async function rotateApiKey(
  ports: CatalogPorts,
  { tenantId, id, overlapHours }: { tenantId: string; id: string; overlapHours: number },
): Promise<Result<NewApiKeyView>> {
  if (!(overlapHours >= 0 && overlapHours <= LONGEST_OVERLAP_HOURS)) {
    return invalid(`overlapHours is not from 0 to ${LONGEST_OVERLAP_HOURS}`, overlapHours);
  }
  const old = HASH.test(id) ? await ports.apiKeys.get(id) : undefined;
  if (old?.tenantId !== tenantId) return unknown(id);
  if (old.status !== 'ACTIVE') return over(old);
  const { name, origins, requestsPerMinute } = old;
  const made = make(ports, tenantId, { name, origins, requestsPerMinute });
  if (!made.ok) return made;
  const { key, apiKey } = made.value;
  const end = epochSeconds(ports.runtime.now()) + Math.round(overlapHours * 3_600);
  const ttl = await ports.apiKeys.rotate(old, end, apiKey);
  return ttl === undefined ? over(old) : succeed({ key, apiKey: view(apiKey), replaced: view({ ...old, ttl }) });
}

export async function revokeApiKey(
  ports: CatalogPorts,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<Result<ApiKeyView>> {
  const revoked = HASH.test(id) ? await ports.apiKeys.revoke(tenantId, id) : undefined;
  return revoked ? succeed(view(revoked)) : unknown(id);
}

function make({ runtime, randomBytes }: CatalogPorts, tenantId: string, terms: Readonly<Record<string, unknown>>) {
  const key = keyOf(randomBytes(SECRET_BYTES));
  const said = { origins: [], requestsPerMinute: 60, ...terms };
  const item = {
    ...said,
    ...{ keyHash: hashOf(key), tenantId, status: 'ACTIVE', createdAt: new Date(runtime.now()).toISOString() },
  };
  const apiKey = checked(readApiKey(item), said);
  return apiKey.ok ? succeed({ key, apiKey: apiKey.value }) : apiKey;
}

function view({ keyHash, name, status, origins, requestsPerMinute, createdAt, revokedAt, ttl }: ApiKey): ApiKeyView {
  const endsAt = status === 'REVOKED' || ttl === undefined ? revokedAt : new Date(ttl * 1000).toISOString();
  return { id: keyHash, name, status, origins, requestsPerMinute, createdAt, ...(endsAt !== undefined && { endsAt }) };
}

const HASH = /^[\da-f]{64}$/;
const unknown = (id: string): Failure => notFound('key', id, 'the query "apiKeys"; what has ended is in it no more');
const over = ({ name }: ApiKey): Failure =>
  fail('NotFound', `The key "${name}" was revoked or has ended. Make a new one with createApiKey.`);
