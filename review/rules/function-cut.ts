import { describePath } from '../changes/path';
import type { Json, Plan, ResourceChange } from '../plan/model';
import { attributeAt, describeChange, isEmpty, isGone, isNew, isSet, numberOf, UNKNOWN } from './attributes';
import { blocking, foundFrom, warning, type Line } from './line';
import type { Rule } from './rule';
import { goesAway, limitShrinks, shrinks, turnsOff, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

const FUNCTION = ['aws_lambda_function'];

const differs = (before: Json | undefined, after: Json | undefined): boolean =>
  !isEmpty(before) && !isEmpty(after) && after !== UNKNOWN && JSON.stringify(before) !== JSON.stringify(after);

const SETTINGS: readonly Setting[] = [
  ...['ephemeral_storage.size', 'memory_size', 'timeout'].map((path) => ({ path, types: FUNCTION, isWorse: shrinks })),
  ...['architectures', 'runtime'].map((path) => ({ path, types: FUNCTION, isWorse: differs })),
  { path: 'reserved_concurrent_executions', types: FUNCTION, isWorse: limitShrinks },
  { path: 'provisioned_concurrent_executions', isWorse: shrinks },
  { path: 'scaling_config.maximum_concurrency', types: ['aws_lambda_event_source_mapping'], isWorse: shrinks },
  { path: 'maximum_retry_attempts', types: ['aws_lambda_function_event_invoke_config'], isWorse: shrinks },
  { path: 'maximum_retry_attempts', types: ['aws_lambda_event_source_mapping'], isWorse: limitShrinks },
  { path: 'maximum_event_age_in_seconds', isWorse: shrinks },
  // What failed is kept there.
  ...['dead_letter_config.target_arn', 'destination_config.on_failure.destination', 'redrive_policy'].map((path) => ({
    path,
    isWorse: goesAway,
  })),
];

/** So little that nothing gets through. */
const STOPS: readonly Setting[] = [
  { path: 'reserved_concurrent_executions', types: FUNCTION, isWorse: (_, after) => numberOf(after) === 0 },
  { path: 'enabled', types: ['aws_lambda_event_source_mapping'], isWorse: turnsOff },
];

/** What callers call. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ['aws_lambda_alias', 'the alias'],
  ['aws_lambda_event_source_mapping', 'what feeds the function'],
  ['aws_lambda_function', 'the function'],
  ['aws_lambda_provisioned_concurrency_config', 'the provisioned concurrency'],
]);

export const functionCut: Rule = {
  name: 'function-cut',
  risk: 'Calls fail, wait, or are lost.',
  find(change, plan) {
    const stops = worsened(change, STOPS, blocking);
    const lines: Line[] = [
      ...stops,
      ...worsened(change, SETTINGS, warning).filter(({ text }) => !stops.some((stop) => stop.text === text)),
      ...routed(change).map(warning),
      ...ended(change, plan).map(warning),
    ];
    return foundFrom('The function can do less than before.', lines);
  },
};

/** A share of the calls goes to another version. */
function routed(change: ResourceChange): string[] {
  if (change.type !== 'aws_lambda_alias' || !isSet(change) || isNew(change)) return [];
  const weights = attributeAt(change, 'routing_config.additional_version_weights');
  const isOther = !isEmpty(weights.after) && JSON.stringify(weights.before) !== JSON.stringify(weights.after);
  return isOther ? [describeChange(weights)] : [];
}

const ended = (change: ResourceChange, plan: Plan): string[] => {
  const what = CALLED.get(change.type);
  if (what === undefined || goesWithSubject(change, plan)) return [];
  if (isGone(change)) return [`${what} is destroyed`];
  if (change.action !== 'replace') return [];
  const by = change.replacePaths.map(describePath).join(', ');
  return [`${what} is replaced${by === '' ? '' : ` (${by})`}`];
};
