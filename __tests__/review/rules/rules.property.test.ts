import fc from 'fast-check';
import type { Json, JsonObject } from '../../../review/plan/model';
import { RULES } from '../../../review/rules';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { change, planOf } from './change';

const TYPES = [
  'acme_thing',
  'aws_appsync_graphql_api',
  'aws_cloudwatch_metric_alarm',
  'aws_dynamodb_table',
  'aws_iam_role',
  'aws_iam_role_policy_attachment',
  'aws_lambda_alias',
  'aws_lambda_function',
  'aws_lambda_permission',
  'aws_network_acl',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_policy',
  'aws_security_group',
  'aws_sns_topic_subscription',
  'aws_wafv2_web_acl',
  'data',
  ...INHERITED_NAMES,
  'google_compute_firewall',
];

/** Names that the rules look for, so that they find something. */
const NAMES = [
  'policy',
  'Statement',
  'Action',
  'Condition',
  'Principal',
  'assume_role_policy',
  'ingress',
  'cidr_blocks',
  'rule',
  'id',
  'expiration',
  'days',
  'ttl',
  'enabled',
  'global_secondary_index',
  'name',
  'threshold',
  'alarm_actions',
  'timeout',
  'routing_config',
  'statement',
  'principals',
];

const leaf = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    7,
    '',
    '7',
    '*',
    '(sensitive 1)',
    '${aws_x.y.arn}',
    '{"Statement":[{}]}',
    '{"Statement":7}',
  ),
  fc.json(),
);
const value = fc.letrec<{ any: Json; object: JsonObject }>((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('any'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 6 }),
}));

const ACTIONS = ['create', 'update', 'replace', 'delete', 'forget'] as const;

const anyChange = fc
  .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...ACTIONS), value.object, value.object, value.any)
  .map(([type, action, one, other, unknown]) => {
    const [before, after] = [
      action === 'create' ? null : one,
      action === 'delete' || action === 'forget' ? null : other,
    ];
    const address = type === 'data' ? 'data.aws_iam_policy_document.it' : `${type}.it`;
    return change(type, before, after, { action, unknown, address, replacePaths: [['name'], ['ttl', 0, 'enabled']] });
  });

test('whatever the values are, no rule fails, and what one finds has words', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 4 }), (changes) => {
      for (const rule of RULES) {
        const found = rule.find(changes[0]!, planOf(changes));
        if (found === undefined) continue;
        expect(found.title).toMatch(/^[A-Z].*\.$/);
        for (const sentence of found.because) expect(sentence).toMatch(/\S/);
      }
    }),
    { numRuns: 600 },
  );
});

test('what does not change is no finding', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), value.object, (type, same) => {
      const copy = () => JSON.parse(JSON.stringify(same)) as JsonObject;
      const one = change(type, copy(), copy());
      for (const rule of RULES) expect(rule.find(one, planOf([one]))).toBeUndefined();
    }),
    { numRuns: 400 },
  );
});

test('what is nothing but masked, sensitive text blocks when it has changed', () => {
  const masked = {
    policy: '(sensitive 1)',
    threshold: '(sensitive 2)',
    ingress: '(sensitive 3)',
    ttl: '(sensitive 4)',
  };
  for (const type of TYPES) {
    const found = (ttl: string) => {
      const one = change(type, masked, { ...masked, ttl });
      return RULES.flatMap((rule) => rule.find(one, planOf([one])) ?? []);
    };
    expect(found('(sensitive 4)')).toEqual([]);
    expect(found('(sensitive 5)')).toMatchObject([{ blocks: true }]);
  }
});
