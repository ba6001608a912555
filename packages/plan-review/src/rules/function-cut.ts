import { describePath } from '../changes/path';
import type { Plan, ResourceChange } from '../plan/model';
import { attributeAt, describeChange, isEmpty, isGone, isNew, isSet } from '../judging/attributes';
import { changesUnseen } from '../judging/hidden';
import { judge } from '../judging/judge';
import { warning } from '../judging/line';
import {
  ANY,
  goesAway,
  limitShrinks,
  limitSinksToZero,
  onlyWhileItIs,
  shrinks,
  turnsExplicitlyOff,
  unseenAt,
  type Setting,
  type Worsening,
} from '../judging/settings';
import { goesWithSubject } from '../judging/subjects';

const FUNCTION = ['aws_lambda_function'];
const MAPPING = ['aws_lambda_event_source_mapping'];
const PROVISIONED = 'aws_lambda_provisioned_concurrency_config';
const INVOKE = ['aws_lambda_function_event_invoke_config'];

const differs: Worsening = (before, after) =>
  !isEmpty(before) && !isEmpty(after) && JSON.stringify(before) !== JSON.stringify(after);

const SETTINGS: readonly Setting[] = [
  ...['ephemeral_storage.size', 'memory_size', 'timeout'].map((path) => ({
    path,
    types: FUNCTION,
    isWorse: onlyWhileItIs(shrinks),
  })),
  ...['architectures', 'runtime'].map((path) => ({ path, types: FUNCTION, isWorse: differs })),
  { path: 'reserved_concurrent_executions', types: FUNCTION, isWorse: onlyWhileItIs(limitShrinks) },
  { path: 'provisioned_concurrent_executions', types: ANY, isWorse: shrinks },
  { path: 'scaling_config.maximum_concurrency', types: MAPPING, isWorse: onlyWhileItIs(shrinks) },
  { path: 'maximum_retry_attempts', types: INVOKE, isWorse: shrinks },
  { path: 'maximum_retry_attempts', types: MAPPING, isWorse: onlyWhileItIs(limitShrinks) },
  { path: 'maximum_event_age_in_seconds', types: INVOKE, isWorse: shrinks },
  // What failed is kept there.
  { path: 'dead_letter_config.target_arn', types: FUNCTION, isWorse: onlyWhileItIs(goesAway) },
  { path: 'destination_config.on_failure.destination', types: [...INVOKE, ...MAPPING], isWorse: goesAway },
  {
    path: 'redrive_policy',
    types: ['aws_sns_topic_subscription', 'aws_sqs_queue', 'aws_sqs_queue_redrive_policy'],
    isWorse: goesAway,
  },
];

/** So little that nothing gets through. */
const STOPS: readonly Setting[] = [
  { path: 'reserved_concurrent_executions', types: FUNCTION, isWorse: limitSinksToZero },
  { path: 'enabled', types: MAPPING, isWorse: turnsExplicitlyOff },
];

/** What callers call, and whether nobody gets through without it. */
const CALLED: ReadonlyMap<string, readonly [string, boolean]> = new Map([
  ['aws_lambda_alias', ['the alias', true]],
  ['aws_lambda_event_source_mapping', ['what feeds the function', false]],
  ['aws_lambda_function', ['the function', true]],
  [PROVISIONED, ['the provisioned concurrency', false]],
]);

const WEIGHTS = 'routing_config.additional_version_weights';

export const functionCut = judge({
  name: 'function-cut',
  risk: 'Calls fail, wait, or are lost.',
  title: (change) =>
    isGone(change) && CALLED.has(change.type)
      ? 'A function, or what leads to it, is destroyed.'
      : 'The function can do less than before.',
  blocks: STOPS,
  warns: SETTINGS,
  more: (change, plan) => [...routed(change), ...replaced(change, plan)].map(warning),
  unseen: (change) => (change.type === 'aws_lambda_alias' ? unseenAt(change, [WEIGHTS]).map(warning) : []),
  endOf(type) {
    const [what, blocks = false] = CALLED.get(type) ?? [];
    return what === undefined ? undefined : { text: `${what} is destroyed`, blocks };
  },
});

/** A share of the calls goes to another version. */
function routed(change: ResourceChange): string[] {
  if (change.type !== 'aws_lambda_alias' || !isSet(change) || isNew(change)) return [];
  const weights = attributeAt(change, WEIGHTS);
  const isOther = !isEmpty(weights.after) && JSON.stringify(weights.before) !== JSON.stringify(weights.after);
  return isOther && !changesUnseen(weights) ? [describeChange(weights)] : [];
}

function replaced(change: ResourceChange, plan: Plan): string[] {
  const [what] = CALLED.get(change.type) ?? [];
  if (what === undefined || change.action !== 'replace' || goesWithSubject(change, plan)) return [];
  if (change.type === PROVISIONED && change.steps[0] === 'create') return []; // the next version is warm before the last is not
  const by = change.replacePaths.map(describePath).join(', ');
  return [`${what} is replaced${by === '' ? '' : ` (${by})`}`];
}
