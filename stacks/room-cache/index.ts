import { readSchema } from '../layers/schema';
import type { System } from '../system';
import { RoomCacheStack } from './stack';

export const roomCache: System = {
  compose: (scope, environment, bundles) =>
    new RoomCacheStack(scope, { environment, schema: readSchema('room-cache'), bundles }),
};
