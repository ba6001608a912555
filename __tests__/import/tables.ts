import type { TableDescription } from '../../import/description';

/** A table of which all is said, and as plain as one can be. */
export const PLAIN: TableDescription = {
  name: 'trinity-rooms-dev',
  key: [
    { name: 'PK', type: 'S' },
    { name: 'SK', type: 'S' },
  ],
  localIndexes: new Map(),
  globalIndexes: new Map(),
  billingMode: 'PAY_PER_REQUEST',
  onDemandLimits: null,
  scaling: null,
  timeToLive: 'ttl',
  stream: null,
  encryption: 'KMS',
  recovery: {},
  deletionProtection: true,
  tableClass: 'STANDARD',
  replicas: [],
  tags: { Project: 'Trinity' },
  status: 'ACTIVE',
};

/** All that a source can leave unsaid. */
export const SILENT: TableDescription = { key: PLAIN.key };
