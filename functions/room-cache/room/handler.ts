import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import { genresSchema } from '../shared/genre';
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

/** Who has signed in, as AppSync knows them; the resolver has seen to it that they ask for themselves. Default: a client with a key asks. */
const by = z.optional(z.string());

/** The mutations of a room, each called by the resolver of its name. */
const tasksOf = ({ ports, roomTtlSeconds, keyExpires, observability }: RoomDependencies) => ({
  // Without a list of genres, as pipelines of before send it, any number is one.
  create: task(z.object({ input: z.unknown(), genres: z.optional(genresSchema), by }), ({ input, genres, by }) => {
    observability.metrics.record('ApiKeyExpiresSoon', expiresSoon(keyExpires, ports.runtime.now()) ? 1 : 0);
    return createRoom(ports, roomTtlSeconds, input, { genres, by });
  }),
  join: task(z.object({ inviteCode: z.string(), member: z.optional(z.unknown()), by }), ({ inviteCode, member, by }) =>
    joinRoom(ports, inviteCode, member, by),
  ),
  close: task(z.object({ id: z.string(), by }), ({ id, by }) => closeRoom(ports, id, by)),
});
export type RoomTasks = Tasks<ReturnType<typeof tasksOf>>;

export function createHandler(dependencies: RoomDependencies): LambdaHandler {
  const { observability } = dependencies;
  return createLambda({ functionName: 'room', tasks: tasksOf(dependencies), observability });
}
