import type { InspectedTable } from '../../../import/schema';

/** A verdict, why, and each difference as `effect path`. */
export interface Answer {
  readonly verdict: InspectedTable['verdict'];
  readonly reason?: string;
  readonly declared?: string;
  readonly differences?: readonly string[];
}

const undeclared: Answer = { verdict: 'undeclared' };
const unreadable = (reason: string): Answer => ({ verdict: 'unreadable', reason });
const inPlace = (...differences: readonly string[]): Answer => ({ verdict: 'in-place', differences });
const replace = (...differences: readonly string[]): Answer => ({ verdict: 'replace', differences });

/** Another key than `rooms` has. */
const ANOTHER_KEY = ['replace hash_key', 'replace range_key'];
const unseen = (...paths: readonly string[]): string[] => paths.map((path) => `unseen ${path}`);
const NO_INDEXES_SAID = unseen('local_secondary_index', 'global_secondary_index');
const ENCRYPTION = 'server_side_encryption';
const KEPT = ['point_in_time_recovery', 'deletion_protection_enabled', 'table_class', 'replica'];
/** What a bare schema is silent on: not "off". Its `tags: []` says that there are none. */
const EXPORTED = [
  ...unseen('on_demand_throughput', 'ttl', 'stream_enabled', ENCRYPTION, ...KEPT),
  'in-place tags.Environment',
  'in-place tags.Project',
];
const NO_TAGS_SAID = unseen('tags.Project', 'tags.Environment');
const PROVISIONED = 'in-place billing_mode';
const STREAM_LOST = 'in-place stream_enabled';
/** NoSQL Workbench scales each provisioned table; on demand, nothing is left to scale. */
const SCALED = unseen('aws_appautoscaling_target[read]', 'aws_appautoscaling_target[write]');
const drops = (...names: readonly string[]): string[] =>
  names.map((name) => `in-place global_secondary_index[${name}]`);

const NAMELESS =
  'So nobody can tell which table it is: give its name in the file, or what aws dynamodb describe-table prints.';
const NEXT = 'Give what aws dynamodb describe-table prints, or mend the file.';

const cacheMetadata: Answer = {
  ...inPlace(
    ...drops('StatusIndex', 'TTLCleanupIndex'),
    'unseen local_secondary_index',
    ...unseen('on_demand_throughput'),
    STREAM_LOST,
    ...unseen(ENCRYPTION, ...KEPT),
    'in-place tags.Purpose',
  ),
  declared: 'roomCacheMetadata',
};

/** What each file gets in dev, and what it gets there when somebody takes its table for `rooms` (`--map rooms=…`). */
export const VERDICTS: Readonly<Record<string, readonly [inDev: Answer, asRooms?: Answer]>> = {
  '01-trinity-connections-dev.json': [undeclared, replace(...ANOTHER_KEY, ...EXPORTED)],
  '03-trinity-matchmaking-dev.json': [
    undeclared,
    inPlace(
      ...drops('GSI1'),
      'unseen local_secondary_index',
      ...unseen('on_demand_throughput', 'ttl'),
      STREAM_LOST,
      ...unseen(ENCRYPTION, ...KEPT),
      'in-place tags.Purpose',
    ),
  ],
  '04-trinity-movies-cache-dev.json': [undeclared, replace(...ANOTHER_KEY, ...EXPORTED)],
  '05-trinity-room-cache-metadata-dev.json': [cacheMetadata],
  '06-trinity-room-invites-dev-v2.json': [undeclared, inPlace(...EXPORTED)],
  '07-trinity-room-matches-dev.json': [
    { ...inPlace(...EXPORTED), declared: 'roomMatches' },
    replace(...ANOTHER_KEY, ...EXPORTED),
  ],
  '08-trinity-room-members-dev.json': [
    { ...inPlace(...drops('UserHistoryIndex'), ...EXPORTED), declared: 'roomMembers' },
    replace(...ANOTHER_KEY, ...drops('UserHistoryIndex'), ...EXPORTED), // warm as every table is from the start
  ],
  '09-trinity-room-movie-cache-dev.json': [
    {
      ...inPlace(
        ...drops('BatchIndex', 'TTLIndex'),
        'unseen local_secondary_index',
        ...unseen('on_demand_throughput'),
        STREAM_LOST,
        ...unseen(ENCRYPTION, ...KEPT),
        'in-place tags.Purpose',
      ),
      declared: 'roomMovieCache',
    },
  ],
  '11-trinity-users-dev.json': [undeclared, replace(...ANOTHER_KEY, ...EXPORTED)],
  '12-trinity-votes-dev.json': [{ ...inPlace(...EXPORTED), declared: 'votes' }, replace(...ANOTHER_KEY, ...EXPORTED)],
  '15-custodian-sse-kms.json': [
    undeclared,
    // A deploy leaves the customer's key.
    replace(
      ...ANOTHER_KEY,
      ...NO_INDEXES_SAID,
      ...unseen('on_demand_throughput', 'ttl', 'stream_enabled', ENCRYPTION, ...KEPT),
      ...NO_TAGS_SAID,
    ),
  ],
  '16-custodian-old-provisioned.json': [undeclared, unreadable('It is CREATING: adopt it when it is ACTIVE.')],
  '17-custodian-imported-from-s3.json': [
    undeclared,
    replace(
      ...ANOTHER_KEY,
      ...NO_INDEXES_SAID,
      ...unseen('on_demand_throughput', 'ttl', 'stream_enabled', ENCRYPTION),
      ...unseen('point_in_time_recovery', 'table_class', 'replica'),
      ...NO_TAGS_SAID,
    ),
  ],
  '18-custodian-resource-policy.json': [
    undeclared,
    replace(
      ...ANOTHER_KEY,
      ...NO_INDEXES_SAID,
      PROVISIONED,
      ...unseen('ttl', 'stream_enabled', ENCRYPTION, 'point_in_time_recovery', 'replica'),
      ...NO_TAGS_SAID,
    ),
  ],
  '19-custodian-get-resource-policy.json': [
    unreadable(`data: It is the answer to get-resource-policy, not a description of a table. ${NEXT}`),
  ],
  '20-custodian-continuous-backups.json': [
    unreadable(`data: It is the answer to describe-continuous-backups, not a description of a table. ${NEXT}`),
  ],
  '21-diatonic-subscriptions.json': [
    undeclared,
    replace(
      ...ANOTHER_KEY,
      ...drops('price-status-index', 'user-status-index'),
      'unseen local_secondary_index',
      ...unseen('on_demand_throughput', 'ttl', 'stream_enabled', ...KEPT),
      ...['CostCenter', 'CreatedBy', 'CreatedDate', 'MigratedFrom', 'Owner', 'Project', 'Service'].map(
        (tag) => `in-place tags.${tag}`,
      ),
    ),
  ],
  '22-tester-mrec-warm.json': [
    undeclared,
    inPlace(
      ...NO_INDEXES_SAID,
      ...unseen('on_demand_throughput', 'ttl'),
      STREAM_LOST,
      ...unseen(ENCRYPTION, ...KEPT),
      ...NO_TAGS_SAID,
      'unseen warm_throughput',
    ),
  ],
  '23-tester-mrsc-provisioned.json': [
    undeclared,
    inPlace(
      ...NO_INDEXES_SAID,
      PROVISIONED,
      'unseen ttl',
      STREAM_LOST,
      ...unseen(ENCRYPTION, ...KEPT),
      ...NO_TAGS_SAID,
    ),
  ],
  '24-global-provisioned-cfn.yml': [
    undeclared,
    replace(
      ...ANOTHER_KEY,
      ...drops('myGSI', 'myGSI2'),
      'unseen local_secondary_index',
      PROVISIONED,
      ...SCALED,
      'unseen ttl',
      STREAM_LOST,
      ...unseen(ENCRYPTION, 'point_in_time_recovery', 'deletion_protection_enabled', 'table_class'),
      'in-place replica[us-east-1]',
      ...NO_TAGS_SAID,
    ),
  ],
  '25-social-workbench.json': [undeclared, inPlace(...NO_INDEXES_SAID, ...workbench())],
  '26-session-workbench.json': [
    undeclared,
    inPlace(...drops('GSI1_inverse'), 'unseen local_secondary_index', ...workbench()),
  ],
  '27-game-workbench.json': [undeclared, inPlace(...NO_INDEXES_SAID, ...workbench())],
  '28-cfn-secondary-indexes.yaml': [unreadable(`It has no name. ${NAMELESS}`)],
  '30-webapp-cfn.yaml': [
    unreadable(`Its name is not known: Only CloudFormation knows what {"Fn::Sub":"\${AppName}-test"} is. ${NAMELESS}`),
  ],
  '35-cdk-contributor-insights.template.json': [unreadable(`It has no name. ${NAMELESS}`)],
  '37-cdk-table-v2-global.template.json': [
    undeclared,
    // Its replicas are elsewhere: what each says of itself is not said of a table in dev's region.
    replace(
      ...ANOTHER_KEY,
      'replace local_secondary_index[lsi]',
      ...drops('gsi1', 'gsi2'),
      PROVISIONED,
      'unseen aws_appautoscaling_target[write]',
      'refused ttl',
      STREAM_LOST,
      ...unseen(ENCRYPTION, 'point_in_time_recovery', 'deletion_protection_enabled', 'table_class'),
      ...['us-east-2', 'us-west-2', 'us-east-1'].map((region) => `in-place replica[${region}]`),
      ...NO_TAGS_SAID,
    ),
  ],
  '39-on-demand-limit-describe.json': [
    undeclared,
    replace(
      ...ANOTHER_KEY,
      'in-place on_demand_throughput',
      ...unseen('ttl', 'stream_enabled', ENCRYPTION, ...KEPT),
      ...NO_TAGS_SAID,
    ),
  ],
  '40-ss-table-cfn.yml': [
    unreadable(
      `Its name is not known: Only CloudFormation knows what {"Fn::Join":["",["ss-",{"Ref":"StageParam"}]]} is. ${NAMELESS}`,
    ),
  ],
  '41-serverless-table-resource.json': [
    unreadable(
      `Its name is not known: "\${self:provider.environment.DYNAMODB_TABLE}" has a variable, which another tool fills in. ${NAMELESS}`,
    ),
  ],
  '43-trinity-room-cache-metadata-dev.utf16le.json': [cacheMetadata],
  '45-trinity-users-dev.utf8bom.json': [undeclared, replace(...ANOTHER_KEY, ...EXPORTED)],
};

/** A model says keys, indexes and capacity. */
function workbench(): string[] {
  return [PROVISIONED, ...SCALED, ...unseen('ttl', 'stream_enabled', ENCRYPTION, ...KEPT), ...NO_TAGS_SAID];
}
