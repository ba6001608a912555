import type { Operation } from './operation';
import { badRequest, found, newId, page } from './store';

const HOUR = 3600;
const DAY = 24 * HOUR;

export const apiKeyOperations = {
  CreateApiKey(call) {
    const { apiKeys } = call.api();
    const expires = readExpiry(call.input['expires']);
    const apiKey = {
      id: `da2-${newId()}`,
      description: call.input['description'] ?? null,
      expires,
      deletes: expires + 60 * DAY,
    };
    apiKeys.set(apiKey.id, apiKey);
    return { apiKey };
  },
  ListApiKeys: (call) => page('apiKeys', [...call.api().apiKeys.values()], call.query),
  UpdateApiKey(call) {
    const { apiKeys } = call.api();
    const id = call.path('id');
    const known = found(apiKeys.get(id), `API key ${id} not found.`);
    const { expires: asked, description = known['description'] } = call.input;
    const expires = asked === undefined ? known.expires : readExpiry(asked);
    const apiKey = { ...known, description, expires, deletes: expires + 60 * DAY };
    apiKeys.set(id, apiKey);
    return { apiKey };
  },
  DeleteApiKey(call) {
    const id = call.path('id');
    if (!call.api().apiKeys.delete(id)) found(undefined, `API key ${id} not found.`);
    return undefined;
  },
} satisfies Record<string, Operation>;

/**
 * Rounded down to the hour; a week from now unless given; 1 to 365 days from now
 * (https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiKey.html).
 *
 * @returns epoch seconds
 */
function readExpiry(asked: unknown): number {
  const now = Math.floor(Date.now() / 1000);
  const expires = typeof asked === 'number' ? asked : now + 7 * DAY;
  // AppSync counts from the hour that has begun, so that "in a year" stays within the limit.
  const [earliest, latest] = [floorToHour(now + DAY), now + 365 * DAY];
  if (expires < earliest || expires > latest) {
    const day = (seconds: number) => new Date(seconds * 1000).toISOString();
    throw badRequest(
      `API key must be valid for a minimum of 1 day, and a maximum of 365 days: expires is ${day(expires)}, ` +
        `allowed is ${day(earliest)} to ${day(latest)}.`,
      { reason: 'API_KEY_VALIDITY_OUT_OF_BOUNDS' },
    );
  }
  return floorToHour(expires);
}

const floorToHour = (seconds: number): number => seconds - (seconds % HOUR);
