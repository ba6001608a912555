import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange, RULES } from '../../../packages/plan-review/src/rules';
import { alarmWeakened } from '../../../packages/plan-review/src/rules/alarm-weakened';
import { capacityCut } from '../../../packages/plan-review/src/rules/capacity-cut';
import { encryptionOff } from '../../../packages/plan-review/src/rules/encryption-off';
import { functionCut } from '../../../packages/plan-review/src/rules/function-cut';
import { loggingOff } from '../../../packages/plan-review/src/rules/logging-off';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { protectionOff } from '../../../packages/plan-review/src/rules/protection-off';
import { recoveryOff } from '../../../packages/plan-review/src/rules/recovery-off';
import { retentionShortened } from '../../../packages/plan-review/src/rules/retention-shortened';
import type { Rule } from '../../../packages/plan-review/src/judging/rule';
import { because, change, find, nest } from '../rules/change';

const ONE = '(sensitive 1)';
const OTHER = '(sensitive 2)';
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration';

const unseen = (name: string) => `${name} is sensitive: whether it got worse cannot be seen`;

const CASES: readonly (readonly [Rule, string, string])[] = [
  [alarmWeakened, 'aws_cloudwatch_metric_alarm', 'period'],
  [alarmWeakened, 'aws_cloudwatch_metric_alarm', 'actions_enabled'],
  [capacityCut, 'acme_thing', 'max_size'],
  [encryptionOff, 'acme_thing', 'storage_encrypted'],
  [functionCut, 'aws_lambda_function', 'timeout'],
  [loggingOff, 'aws_lb', 'access_logs.enabled'],
  [loggingOff, 'acme_thing', 'enabled_log_types'],
  [madePublic, 'acme_thing', 'publicly_accessible'],
  [protectionOff, 'acme_thing', 'deletion_protection'],
  [recoveryOff, 'acme_thing', 'backup_retention_period'],
  [recoveryOff, 'aws_dynamodb_table', 'replica'],
  [retentionShortened, 'acme_thing', 'retention_in_days'],
  [retentionShortened, LIFECYCLE, 'rule[id].expiration.days'],
];

test.each(CASES.map((one) => [one[0].name, ...one] as const))(
  '%s: what is sensitive is a finding of its own',
  (...one) => {
    const [, rule, type, path] = one;
    for (const after of [OTHER, 7]) {
      const hidden = change(type, nest(path, ONE), nest(path, after));
      expect(find(rule, hidden)).toBeUndefined();
      expect(find(hiddenChange, hidden)).toEqual({
        blocks: false,
        title: 'Whether it got worse cannot be seen.',
        because: [unseen(path.replace('[id]', '[a]'))],
      });
    }
    expect(find(hiddenChange, change(type, nest(path, ONE), nest(path, ONE)))).toBeUndefined();
  },
);

test('a block that is sensitive, as a whole or in a list', () => {
  const cut = (before: JsonObject, after: JsonObject) => because(hiddenChange, LIFECYCLE, before, after);
  expect(because(hiddenChange, 'aws_dynamodb_table', { ttl: ONE }, { ttl: [OTHER] })).toEqual([
    unseen('ttl.enabled'),
    unseen('ttl.attribute_name'),
  ]);
  expect(cut({ rule: ONE }, { rule: OTHER })).toEqual([unseen('rule')]);
  expect(cut({ rule: ONE }, { rule: ONE })).toEqual([]);
  const rule = (days: number) => ({ id: 'a', expiration: [{ days }] });
  const [before, after] = [{ rule: [ONE, rule(9)] }, { rule: [OTHER, rule(3)] }];
  expect(cut(before, after)).toEqual([unseen('rule')]);
  expect(because(retentionShortened, LIFECYCLE, before, after)).toEqual(['rule[a].expiration.days goes from 9 to 3']);
});

test('something new counts where the setting does', () => {
  expect(find(hiddenChange, change('acme_thing', null, { publicly_accessible: ONE }))).toMatchObject({
    blocks: false,
    because: [unseen('publicly_accessible')],
  });
  expect(find(hiddenChange, change('acme_thing', null, { deletion_protection: ONE }))).toBeUndefined();
});

test('what goes is no setting any more', () => {
  expect(find(hiddenChange, change('acme_thing', { publicly_accessible: ONE }, null))).toBeUndefined();
});

test('who gets in', () => {
  const group = (source: string | readonly string[]) => ({
    ingress: [{ from_port: 1, to_port: 2, cidr_blocks: source }],
  });
  const into = (before: JsonObject | null, after: JsonObject) =>
    because(hiddenChange, 'aws_security_group', before, after);
  expect(into(group(ONE), group(OTHER))).toEqual([unseen('ingress')]);
  expect(into(group([ONE]), group([OTHER]))).toEqual([unseen('ingress')]);
  expect(into(null, group([ONE]))).toEqual([unseen('ingress')]);
  expect(into(group([ONE]), group([ONE]))).toEqual([]);
  expect(into({ description: ONE }, { description: OTHER })).toEqual([]);
  expect(
    because(hiddenChange, 'aws_vpc_security_group_ingress_rule', { cidr_ipv4: ONE }, { cidr_ipv4: OTHER }),
  ).toEqual([unseen('cidr_ipv4')]);
  const grant = (uri: string) => ({ access_control_policy: [{ grant: [{ grantee: [{ uri }] }] }] });
  expect(because(hiddenChange, 'aws_s3_bucket_acl', grant(ONE), grant(OTHER))).toEqual([
    unseen('access_control_policy'),
  ]);
  expect(because(hiddenChange, 'aws_s3_bucket_acl', { acl: ONE }, { acl: OTHER })).toEqual([unseen('acl')]);
});

test('where no rule looks, a secret that changes is no finding: in clear, it would be none either', () => {
  for (const after of [OTHER, 'other']) {
    const one = change('azurerm_cdn_frontdoor_rule_set', { rule: ONE }, { rule: after });
    expect(RULES.flatMap((rule) => find(rule, one) ?? [])).toEqual([]);
  }
});
