import { isGone } from './attributes';
import { blocking, foundFrom, warning } from './line';
import type { Rule } from './rule';
import { becomes, turnsExplicitlyOff, turnsOff, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

/** Without a key, nothing that it has encrypted can be read. */
const KEYS: readonly Setting[] = [
  { path: 'is_enabled', types: ['aws_kms_key'], isWorse: turnsExplicitlyOff },
  { path: 'enabled', types: ['aws_kms_external_key', 'aws_kms_replica_key'], isWorse: turnsExplicitlyOff },
];

const TRIGGERS: readonly Setting[] = [
  { path: 'stream_enabled', types: ['aws_dynamodb_table'], isWorse: turnsOff },
  { path: 'state', types: ['aws_cloudwatch_event_rule', 'aws_scheduler_schedule'], isWorse: becomes('DISABLED') },
  { path: 'is_enabled', types: ['aws_cloudwatch_event_rule'], isWorse: turnsExplicitlyOff },
];

export const serviceStopped: Rule = {
  name: 'service-stopped',
  risk: 'Whatever needs it fails, or waits for what does not come.',
  find(change, plan) {
    const isGoing = change.type === 'aws_ecs_service' && isGone(change) && !goesWithSubject(change, plan);
    return foundFrom('It works no longer.', [
      ...worsened(change, KEYS, blocking),
      ...worsened(change, TRIGGERS, warning),
      ...(isGoing ? [warning('the service is destroyed')] : []),
    ]);
  },
};
