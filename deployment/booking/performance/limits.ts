import type { PerformanceDemands } from './schema';

/** What the project promises visitors: they do not see the chat wait. */
export const DEFAULT_LIMITS: PerformanceDemands['limits'] = { messageP95Ms: 2_000 };
