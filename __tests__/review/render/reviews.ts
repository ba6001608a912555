import type { AttributeChange, Finding, Review, ReviewedChange } from '../../../packages/plan-review/src/schema';

const NONE = { import: 0, move: 0, add: 0, change: 0, replace: 0, destroy: 0, forget: 0 };

const ASIDE = { orderOnly: [], computedOnly: [], emptyOnly: [] };

export const DIGEST = '0'.repeat(64);

/** A plan that changes nothing. */
export const reviewOf = ({ counts, ...more }: Partial<Omit<Review, 'counts'>> & { counts?: object } = {}): Review => ({
  name: 'staging',
  source: 'plan',
  account: '123456789012',
  region: 'eu-west-1',
  commit: { sha: '0123456789abcdef0123456789abcdef01234567', dirty: false },
  base: null,
  digest: DIGEST,
  terraformVersion: '1.14.0',
  verdict: 'clean',
  counts: { ...NONE, ...counts },
  unchanged: 61,
  findings: [],
  layers: [],
  imports: [],
  moves: [],
  forgets: [],
  drift: [],
  deferred: [],
  outputs: [],
  checks: [],
  ...more,
});

export const findingOf = (more: Partial<Finding> = {}): Finding => ({
  name: 'stateful-loss/aws_dynamodb_table.rooms',
  rule: 'stateful-loss',
  address: 'aws_dynamodb_table.rooms',
  blocks: true,
  title: 'It is replaced.',
  because: ['hash_key: "roomId" -> "id"'],
  risk: 'Its items are gone for good.',
  ...more,
});

export const changeOf = (
  action: ReviewedChange['action'],
  address: string,
  attributes: AttributeChange[] = [],
  more: Partial<ReviewedChange> = {},
): ReviewedChange => ({ address, type: address.split('.')[0]!, action, attributes, aside: ASIDE, ...more });

/** Of every section something. */
export const everything = reviewOf({
  verdict: 'blocked',
  commit: { sha: '0123456789abcdef0123456789abcdef01234567', dirty: true },
  counts: { import: 1, move: 1, add: 1, change: 1, replace: 1, destroy: 1, forget: 1 },
  findings: [
    findingOf(),
    findingOf({ name: 'stateful-loss/aws_s3_bucket.old', address: 'aws_s3_bucket.old', because: [] }),
    findingOf({
      name: 'alarm-weakened/aws_cloudwatch_metric_alarm.errors',
      rule: 'alarm-weakened',
      address: 'aws_cloudwatch_metric_alarm.errors',
      blocks: false,
      title: 'Its threshold rises to 25.',
      because: [],
      risk: 'Nobody hears of faults.',
    }),
    findingOf({
      name: 'index-dropped/aws_dynamodb_table.rooms',
      rule: 'index-dropped',
      title: 'BatchIndex goes.',
      because: [],
      risk: 'Queries fail.',
      accepted: 'nobody reads it',
    }),
  ],
  layers: [
    {
      name: 'data',
      changes: [
        changeOf(
          'replace',
          'aws_dynamodb_table.rooms',
          [
            { path: 'hash_key', kind: 'changed', before: 'roomId', after: 'id', forcesReplacement: true },
            { path: 'stream_arn', kind: 'changed', before: 'arn:1', unknown: true },
          ],
          {
            reason: 'it cannot be changed in place: hash_key',
            aside: { orderOnly: ['attribute'], computedOnly: ['arn', 'id'], emptyOnly: ['tags'] },
          },
        ),
        changeOf('destroy', 'aws_s3_bucket.old', [{ path: 'bucket', kind: 'removed', before: 'old' }], {
          deposed: '0a1b2c3d',
        }),
      ],
    },
    {
      name: 'functions',
      changes: [
        changeOf('change', 'aws_lambda_function.cache', [
          {
            path: 'description',
            kind: 'changed',
            pieces: [
              { op: 'same', text: 'Fills ' },
              { op: 'removed', text: 'at once' },
              { op: 'added', text: 'in batches' },
            ],
          },
          {
            path: 'user_data',
            kind: 'changed',
            pieces: [
              { op: 'same', text: 'set -eu\n' },
              { op: 'removed', text: 'exec a\n' },
              { op: 'added', text: 'exec b\n' },
            ],
          },
          {
            path: 'policy',
            kind: 'added',
            after: {
              Effect: 'Allow',
              Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
              Resource: 'arn:aws:dynamodb:x',
            },
          },
        ]),
        changeOf('add', 'aws_lambda_alias.live', [{ path: 'arn', kind: 'added', unknown: true }]),
      ],
    },
  ],
  imports: [
    { address: 'aws_dynamodb_table.movies', id: 'movies', action: 'change', changes: ['stream_enabled', 'tags.Team'] },
    { address: 'aws_sqs_queue.a', action: 'none', changes: [] },
  ],
  moves: [{ from: 'aws_sqs_queue.a', to: 'module.q.aws_sqs_queue.a' }],
  forgets: [{ address: 'aws_s3_bucket.kept', reason: 'a removed block' }],
  drift: [
    {
      address: 'aws_ssm_parameter.flag',
      action: 'changed',
      setBack: true,
      attributes: [{ path: 'value', kind: 'changed', before: 'on', after: 'off' }],
    },
    { address: 'aws_ssm_parameter.gone', action: 'deleted', setBack: false, attributes: [] },
  ],
  deferred: [{ address: 'aws_sns_topic.late', action: 'create', reason: 'resource_config_unknown' }],
  outputs: [
    {
      name: 'endpoint',
      action: 'change',
      attributes: [{ path: '', kind: 'changed', before: 'https://a', after: 'https://b' }],
    },
  ],
  checks: [
    { address: 'check.health', status: 'fail', problems: ['The API answers 503.'] },
    { address: 'aws_lambda_function.cache', status: 'pass', problems: [] },
  ],
});
