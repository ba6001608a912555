import * as z from 'zod/mini';
import { common, notEmpty, parseEnvironment, wholeNumber } from '../../shared/environment-variables';

const schema = z.object({
  ...common,
  ROOMS_TABLE: notEmpty,
  ROOM_MEMBERS_TABLE: notEmpty,
  ROOM_CACHE_METADATA_TABLE: notEmpty,
  CACHE_TTL_SECONDS: wholeNumber,
  API_KEY_EXPIRES: notEmpty,
});

export interface RoomConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: { readonly rooms: string; readonly roomMembers: string; readonly roomCacheMetadata: string };
  /** How long a room lives. */
  readonly roomTtlSeconds: number;
  /** When the API's key stops working, RFC 3339. */
  readonly keyExpires: string;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): RoomConfig {
  const values = parseEnvironment({ system: 'room-cache', functionName: 'room' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: {
      rooms: values.ROOMS_TABLE,
      roomMembers: values.ROOM_MEMBERS_TABLE,
      roomCacheMetadata: values.ROOM_CACHE_METADATA_TABLE,
    },
    roomTtlSeconds: values.CACHE_TTL_SECONDS,
    keyExpires: values.API_KEY_EXPIRES,
  };
}
