import { serviceStopped } from '../../../packages/plan-review/src/rules/service-stopped';
import { unknownDestroyed } from '../../../packages/plan-review/src/rules/unknown-destroyed';
import { change, find } from './change';

test('destroyed', () => {
  const gone = change('acme_thing', {}, null, { reason: 'delete_because_each_key' });
  expect(find(unknownDestroyed, gone)).toEqual({
    blocks: true,
    title: 'It is destroyed, and it is not known what acme_thing holds.',
    because: ['its key is no longer in for_each'],
  });
});

test('replaced', () => {
  const replaced = change('acme_thing', { size: 1 }, { size: 2 }, { action: 'replace', replacePaths: [['size']] });
  expect(find(unknownDestroyed, replaced)).toEqual({
    blocks: true,
    title: 'It is replaced, and it is not known what acme_thing holds.',
    because: ['size goes from 1 to 2'],
  });
});

test.each(['create', 'update', 'forget'] as const)('%s destroys nothing', (action) => {
  expect(find(unknownDestroyed, change('acme_thing', {}, {}, { action }))).toBeUndefined();
});

test.each(['aws_dynamodb_table', 'aws_iam_role', 'terraform_data'])('what %s holds is known', (type) => {
  expect(find(unknownDestroyed, change(type, {}, null))).toBeUndefined();
});

test.each([
  'github_team_membership',
  'acme_lb_rule',
  'azurerm_mssql_firewall_rule',
  'datadog_downtime_schedule_link',
  'google_storage_bucket_iam_policy',
])('%s holds nothing of its own by its name: warns', (type) => {
  expect(find(unknownDestroyed, change(type, {}, null))).toMatchObject({
    blocks: false,
    title: `It is destroyed, and by its name, ${type} holds nothing of its own.`,
  });
});

test.each(['acme_database', 'acme_rule_set', 'acme_record_store', 'acme_user', 'rule', 'acme_job_queue', 'acme_key'])(
  'what %s holds is not known: blocks',
  (type) => expect(find(unknownDestroyed, change(type, {}, null))?.blocks).toBe(true),
);

test.each(['kubernetes_job', 'azurerm_lb_rule'])('%s is known: what ends with it is said elsewhere', (type) => {
  expect(find(unknownDestroyed, change(type, {}, null))).toBeUndefined();
  expect(find(serviceStopped, change(type, {}, null))?.blocks).toBe(false);
});

test.each(['acme_firewall_policy', 'acme_security_setting', 'acme_waf_association', 'acme_lock_policy'])(
  '%s guards something by its name, whatever its last word is: blocks',
  (type) => expect(find(unknownDestroyed, change(type, {}, null))?.blocks).toBe(true),
);
