import type { Review } from '../../../packages/plan-review/src/schema';
import { renderText } from '../../../packages/plan-review/src/render/text';
import { changeOf, DIGEST, everything, reviewOf } from './reviews';

test('findings first, then the changes by layer, then all else, each apart', () => {
  expect(renderText([everything]).slice(1)).toEqual(
    `digest ${DIGEST}

2 findings block
  stateful-loss: Its items are gone for good.
    aws_dynamodb_table.rooms: It is replaced.
      - hash_key: "roomId" -> "id"
      NAME: stateful-loss/aws_dynamodb_table.rooms
    aws_s3_bucket.old: It is replaced.
      NAME: stateful-loss/aws_s3_bucket.old
  Whoever takes the risk of one says so by its NAME: --accept 'NAME=reason' for this one review, or review.accept in the environment’s file.

1 finding warns
  alarm-weakened: Nobody hears of faults.
    aws_cloudwatch_metric_alarm.errors: Its threshold rises to 25.
      NAME: alarm-weakened/aws_cloudwatch_metric_alarm.errors

1 finding is accepted
  index-dropped: Queries fail.
    aws_dynamodb_table.rooms: BatchIndex goes.
      accepted: nobody reads it
      NAME: index-dropped/aws_dynamodb_table.rooms

data: 2 resources
  REPLACE aws_dynamodb_table.rooms: it cannot be changed in place: hash_key
      ! hash_key forces the replacement
      ~ hash_key = "roomId" -> "id"
      ~ stream_arn = "arn:1" -> (known after the apply)
      set by the provider: arn, id; in another order only: attribute; empty before and after: tags
  DESTROY aws_s3_bucket.old, an older object of it: 0a1b2c3d
      - bucket = "old"

functions: 2 resources
  change  aws_lambda_function.cache
      ~ description = Fills at once -> Fills in batches
        user_data:
        set -eu
      - exec a
      + exec b
      + policy = {
      +   "Effect": "Allow",
      +   "Action": [
      +     "dynamodb:GetItem",
      +     "dynamodb:PutItem"
      +   ],
      +   "Resource": "arn:aws:dynamodb:x"
      + }
  add     aws_lambda_alias.live
      + arn = (known after the apply)

Imported: 2 resources
  aws_dynamodb_table.movies, id movies: it is changed in place: stream_enabled, tags.Team
  aws_sqs_queue.a: nothing of it changes

Moved: 1 resource
  aws_sqs_queue.a to module.q.aws_sqs_queue.a

Removed from the state, not destroyed: 1 resource
  aws_s3_bucket.kept: a removed block

Changed outside Terraform: 2 resources
  changed aws_ssm_parameter.flag: this plan sets it back
      ~ value = "on" -> "off"
  deleted aws_ssm_parameter.gone: this plan leaves it so

Put off to a later plan: 1 resource
  aws_sns_topic.late: create, because: resource_config_unknown

Outputs: 1 output
  change  endpoint
      ~ "https://a" -> "https://b"

Checks: 2 checks
  FAILED  check.health
      The API answers 503.
  ok      aws_lambda_function.cache`.split('\n'),
  );
});

test('what is empty is absent; several reviews stand apart', () => {
  const one = reviewOf({ account: null, region: null, commit: null });
  const lines = ['staging: 0 to add, 0 to change, 0 to destroy. Nothing changes.', `digest ${DIGEST}`];
  expect(renderText([one, one])).toEqual([...lines, '', '', ...lines]);
});

describe('values', () => {
  const render = (attributes: Parameters<typeof changeOf>[2], width: number) =>
    renderText([reviewOf({ layers: [{ name: 'data', changes: [changeOf('change', 'a.b', attributes)] }] })], {
      width,
    }).slice(5);

  test('stand below each other where one line has no room', () => {
    const attribute = { path: 'name', kind: 'changed' as const, before: 'x'.repeat(20), after: 'y'.repeat(20) };
    const [before, after] = [`"${'x'.repeat(20)}"`, `"${'y'.repeat(20)}"`];
    expect(render([attribute], 63)).toEqual([`      ~ name = ${before} -> ${after}`]);
    expect(render([attribute], 62)).toEqual([`      - name = ${before}`, `      + name = ${after}`]);
  });

  test('are cut at the width, and say how long they are', () => {
    expect(render([{ path: 'data', kind: 'added', after: 'x'.repeat(500) }], 60)).toEqual([
      `      + data = "${'x'.repeat(44)}… (502 characters in all)`,
    ]);
  });

  test('of very many lines are cut, and say how many there are', () => {
    const after = Array.from({ length: 99 }, (_, index) => `element ${index}`);
    const lines = render([{ path: 'list', kind: 'added', after }], 60);
    expect(lines).toHaveLength(41);
    expect(lines.at(-1)).toBe('      + … 61 more lines');
  });

  test('are not cut where what differs stands within a long text', () => {
    const pieces = [
      { op: 'same' as const, text: 'x'.repeat(300) },
      { op: 'added' as const, text: '!' },
    ];
    expect(render([{ path: 'text', kind: 'changed', pieces }], 60)[1]).toBe(`      + text = ${'x'.repeat(300)}!`);
  });

  test('of which a part is not known yet say so', () => {
    expect(render([{ path: 'tags', kind: 'changed', before: {}, after: { a: 1 }, unknown: true }], 120)).toEqual([
      '      ~ tags = {} -> { "a": 1 } (the rest is known after the apply)',
    ]);
  });
});

test('colours: only when asked for, red for what blocks and what goes', () => {
  const lines = renderText([everything], { color: true });
  expect(lines).toContain('\u001b[31m2 findings block\u001b[39m');
  expect(lines).toContain('      ~ hash_key = \u001b[31m"roomId"\u001b[39m -> \u001b[32m"id"\u001b[39m');
  expect(renderText([everything]).join('')).not.toContain('\u001b');
});

test('an import by identity says by which', () => {
  const identity = { name: 'rooms', region: 'eu-west-1', size: 1 };
  const lines = renderText([reviewOf({ imports: [imported({ identity })] })]);
  expect(lines).toContain(
    '  aws_dynamodb_table.a, name = "rooms", region = "eu-west-1", size = 1: nothing of it changes',
  );
});

test.each<[Partial<Review['imports'][number]>, string]>([
  [
    { action: 'change', changes: ['stream_enabled', 'tags.Team'] },
    '  aws_dynamodb_table.a, id rooms: it is changed in place: stream_enabled, tags.Team',
  ],
  [{ action: 'change' }, '  aws_dynamodb_table.a, id rooms: it is changed in place'],
  [
    { action: 'replace', changes: ['hash_key'] },
    '  REPLACE aws_dynamodb_table.a, id rooms: it is destroyed, and made anew: hash_key',
  ],
  [{ action: 'unknown' }, '  aws_dynamodb_table.a, id rooms: what of it changes, only a plan can tell'],
])('an import says what the same plan does to it: %j', (more, line) => {
  expect(renderText([reviewOf({ imports: [imported({ id: 'rooms', ...more })] })])).toContain(line);
});

function imported(more: Partial<Review['imports'][number]>): Review['imports'][number] {
  return { address: 'aws_dynamodb_table.a', action: 'none', changes: [], ...more };
}
