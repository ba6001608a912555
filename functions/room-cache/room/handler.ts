import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import { genresSchema } from '../shared/genre';
import type { Room } from '../../../model/room-cache/items/room';
import type { Observability } from '../../shared/observability';
import type { MetricName } from '../shared/metrics';
import { closeRoom } from './close-room';
import { createRoom } from './create-room';
import { joinRoom } from './join-room';
import { expiresSoon } from '../../../model/room-cache/key-expiry';
import type { RoomPorts } from './ports';

export interface RoomDependencies {
  readonly ports: RoomPorts;
  readonly roomTtlSeconds: number;
  /** When the API's key stops working, RFC 3339. */
  readonly keyExpires: string;
  readonly observability: Observability<MetricName>;
}

const actions = {
  // Without a list of genres, as pipelines of before send it, any number is one.
  create: z.object({ input: z.unknown(), genres: z.optional(genresSchema) }),
  join: z.object({ inviteCode: z.string() }),
  close: z.object({ id: z.string() }),
};

interface Values {
  readonly create: Room;
  readonly join: Room;
  readonly close: Room;
}
export type RoomTasks = Tasks<typeof actions, Values>;

/** `create`, `join` and `close`: the mutations of a room, each called by the resolver of its name. */
export function createHandler({ ports, roomTtlSeconds, keyExpires, observability }: RoomDependencies): LambdaHandler {
  return createLambda<typeof actions, Values>({
    functionName: 'room',
    actions,
    observability,
    run: async (payload) => {
      switch (payload.action) {
        case 'create':
          observability.metrics.record('ApiKeyExpiresSoon', expiresSoon(keyExpires, ports.runtime.now()) ? 1 : 0);
          return createRoom(ports, roomTtlSeconds, payload.input, payload.genres);
        case 'join':
          return joinRoom(ports, payload.inviteCode);
        case 'close':
          return closeRoom(ports, payload.id);
      }
    },
  });
}
