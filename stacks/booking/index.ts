import { readSchema } from '../layers/schema';
import type { System } from '../system';
import { BookingStack } from './stack';

export const booking: System = {
  compose: (scope, environment, bundles) =>
    new BookingStack(scope, { environment, schema: readSchema('booking'), bundles }),
};
