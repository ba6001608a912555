import { TYPES as AWS_API } from './aws-api';
import { TYPES as AWS_CONTAINERS } from './aws-containers';
import { TYPES as AWS_DATA } from './aws-data';
import { TYPES as AWS_FUNCTIONS } from './aws-functions';
import { TYPES as AWS_IDENTITY } from './aws-identity';
import { TYPES as AWS_NETWORK } from './aws-network';
import { TYPES as AWS_OBSERVABILITY } from './aws-observability';
import { TYPES as AWS_OTHER } from './aws-other';
import { TYPES as OTHERS } from './others';

/** Whether an apply can make one again as it was: it is all in the configuration. */
export const isStateless = (type: string): boolean => STATELESS.has(type);

const STATELESS: ReadonlySet<string> = new Set(
  [
    AWS_API,
    AWS_CONTAINERS,
    AWS_DATA,
    AWS_FUNCTIONS,
    AWS_IDENTITY,
    AWS_NETWORK,
    AWS_OBSERVABILITY,
    AWS_OTHER,
    OTHERS,
  ].flatMap((types) => types.trim().split(/\s+/)),
);
