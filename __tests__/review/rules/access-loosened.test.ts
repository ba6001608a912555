import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { accessLoosened } from '../../../packages/plan-review/src/rules/access-loosened';
import { madePublic } from '../../../packages/plan-review/src/rules/made-public';
import { because, change, find, nest } from './change';

const POOL = 'aws_cognito_user_pool';
const API = 'aws_appsync_graphql_api';
const CDN = 'aws_cloudfront_distribution';
const WAF = 'aws_wafv2_web_acl';

test('a check that is not made any more blocks', () => {
  expect(find(accessLoosened, change(POOL, { mfa_configuration: 'ON' }, { mfa_configuration: 'OFF' }))).toEqual({
    blocks: true,
    title: 'Who gets in is checked less than before.',
    because: ['mfa_configuration goes from ON to OFF'],
  });
});

test.each<[string, string, Json, Json]>([
  [POOL, 'mfa_configuration', 'OPTIONAL', 'OFF'],
  [POOL, 'admin_create_user_config.allow_admin_create_user_only', true, false],
  [API, 'user_pool_config.default_action', 'DENY', 'ALLOW'],
  [CDN, 'default_cache_behavior.trusted_key_groups', ['g'], []],
  [CDN, 'ordered_cache_behavior[path_pattern].trusted_signers', ['self'], []],
  [CDN, 'web_acl_id', 'arn:w', ''],
  [WAF, 'default_action.allow', [], [{}]],
  ['aws_instance', 'metadata_options.http_tokens', 'required', 'optional'],
  ['aws_opensearch_domain', 'advanced_security_options.enabled', true, false],
  ['aws_network_acl_rule', 'rule_action', 'deny', 'allow'],
  ['aws_route53_resolver_firewall_rule', 'action', 'BLOCK', 'ALERT'],
  ['azurerm_network_security_rule', 'access', 'Deny', 'Allow'],
  ['azurerm_network_security_group', 'security_rule[name].access', 'Deny', 'Allow'],
  ['google_compute_firewall', 'deny', [{ protocol: 'all' }], []],
  ['google_compute_security_policy', 'rule[priority].action', 'deny(403)', 'allow'],
  ['google_compute_network_firewall_policy_rule', 'action', 'deny', 'goto_next'],
  [WAF, 'rule[name].action.block', [{}], []],
  ['aws_wafv2_rule_group', 'rule[name].override_action.count', [], [{}]],
  ['aws_lb_listener', 'default_action[type].type', 'authenticate-oidc', 'forward'],
  ['azurerm_linux_web_app', 'auth_settings_v2.require_authentication', true, false],
  ['azurerm_application_gateway', 'firewall_policy_id', '/policies/a', null],
  ['google_compute_backend_service', 'iap.enabled', true, false],
  ['google_compute_backend_service', 'security_policy', 'edge', ''],
  ['google_cloud_run_v2_service', 'invoker_iam_disabled', false, true],
  ['aws_ram_resource_share', 'allow_external_principals', false, true],
])('%s.%s from %j to %j blocks, and back is silent', (type, path, from, to) => {
  expect(find(accessLoosened, change(type, nest(path, from), nest(path, to)))).toMatchObject({ blocks: true });
  expect(because(accessLoosened, type, nest(path, to), nest(path, from))).toEqual([]);
  expect(because(accessLoosened, type, null, nest(path, to))).toEqual([]);
});

test.each<[string, string, Json, Json]>([
  [POOL, 'password_policy.minimum_length', 12, 8],
  [POOL, 'password_policy.require_symbols', true, false],
  ['aws_cognito_user_pool_client', 'callback_urls', ['https://a'], ['https://a', 'https://b']],
  ['aws_iam_account_password_policy', 'minimum_password_length', 14, 6],
  ['aws_iam_account_password_policy', 'require_symbols', true, false],
  ['aws_fms_policy', 'remediation_enabled', true, false],
  ['aws_iam_account_password_policy', 'password_reuse_prevention', 24, null],
  ['aws_iam_account_password_policy', 'max_password_age', 90, 0],
  ['aws_api_gateway_authorizer', 'provider_arns', ['arn:a'], ['arn:a', 'arn:b']],
  ['aws_api_gateway_method', 'authorization_scopes', ['films/read'], []],
  ['aws_apigatewayv2_authorizer', 'jwt_configuration.audience', ['a'], ['a', 'b']],
  ['aws_s3_bucket_ownership_controls', 'rule.object_ownership', 'BucketOwnerEnforced', 'ObjectWriter'],
  [API, 'introspection_config', 'DISABLED', 'ENABLED'],
  [API, 'query_depth_limit', 5, 0],
  [API, 'query_depth_limit', 5, 50],
  [
    'aws_cognito_user_pool_client',
    'explicit_auth_flows',
    ['ALLOW_USER_SRP_AUTH'],
    ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  ],
  ['aws_cognito_identity_pool', 'openid_connect_provider_arns', ['arn:a'], ['arn:a', 'arn:b']],
  ['aws_cognito_identity_pool', 'cognito_identity_providers[client_id].server_side_token_check', true, false],
])('%s.%s from %j to %j warns, and back is silent', (type, path, from, to) => {
  expect(find(accessLoosened, change(type, nest(path, from), nest(path, to)))).toMatchObject({ blocks: false });
  expect(because(accessLoosened, type, nest(path, to), nest(path, from))).toEqual([]);
  expect(because(accessLoosened, type, null, nest(path, to))).toEqual([]);
});

test.each([
  ['aws_api_gateway_authorizer', 'type', 'COGNITO_USER_POOLS', 'TOKEN'],
  ['aws_apigatewayv2_authorizer', 'authorizer_type', 'JWT', 'REQUEST'],
  ['aws_apigatewayv2_authorizer', 'jwt_configuration.issuer', 'https://a', 'https://b'],
  ['aws_api_gateway_method', 'authorization', 'COGNITO_USER_POOLS', 'CUSTOM'],
  ['aws_apigatewayv2_route', 'authorization_type', 'JWT', 'AWS_IAM'],
  ['aws_apigatewayv2_route', 'authorizer_id', 'a', 'b'],
])('%s.%s from %s to %s is asked by somebody else: warns', (type, path, from, to) => {
  expect(find(accessLoosened, change(type, nest(path, from), nest(path, to)))).toMatchObject({ blocks: false });
});

test.each([
  ['aws_api_gateway_method', 'authorization'],
  ['aws_apigatewayv2_route', 'authorization_type'],
])('%s.%s: nobody is asked any more', (type, path) => {
  const [asked, open] = [nest(path, 'AWS_IAM'), nest(path, 'NONE')];
  expect(find(madePublic, change(type, asked, open))?.blocks).toBe(true);
  for (const rule of [madePublic, accessLoosened]) expect(because(rule, type, open, asked)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['aws_network_acl_rule', { rule_action: 'deny' }],
  ['azurerm_network_security_rule', { access: 'Deny' }],
  ['google_compute_firewall', { deny: [{ protocol: 'all' }] }],
  ['google_compute_security_policy_rule', { action: 'deny(403)' }],
])('%s that denies is destroyed: blocks', (type, before) => {
  expect(find(accessLoosened, change(type, before, null))?.blocks).toBe(true);
});

test('a new rule may only count at first', () => {
  const rule = nest('rule[name].override_action.count', [{}]);
  expect(because(accessLoosened, WAF, { rule: [] }, rule)).toEqual([]);
});

test('a rule of a firewall is removed', () => {
  const rules = (...names: readonly string[]) => ({ rule: names.map((name) => ({ name })) });
  expect(find(accessLoosened, change(WAF, rules('bots', 'rate'), rules('rate')))).toMatchObject({
    blocks: true,
    because: ['rule bots is removed'],
  });
  expect(because(accessLoosened, WAF, rules('rate'), rules('bots', 'rate'))).toEqual([]);
});

test('a secret that is rotated no longer warns, unless it goes itself', () => {
  const gone = change('aws_secretsmanager_secret_rotation', { secret_id: 'arn:s' }, null);
  expect(find(accessLoosened, gone)).toMatchObject({ blocks: false, because: ['the secret is rotated no longer'] });
  expect(find(accessLoosened, gone, change('aws_secretsmanager_secret', { arn: 'arn:s' }, null))).toBeUndefined();
});

test('rules of a firewall that cannot be seen', () => {
  const one = change(WAF, { rule: '(sensitive 1)' }, { rule: '(sensitive 2)' });
  expect(find(accessLoosened, one)).toBeUndefined();
  expect(find(hiddenChange, one)).toMatchObject({
    blocks: true,
    because: ['rule is sensitive: whether it got worse cannot be seen'],
  });
});

test.each([
  ['aws_networkfirewall_firewall', 'the firewall is destroyed', true],
  ['azurerm_network_security_group', 'the firewall is destroyed', true],
  ['azurerm_subnet_network_security_group_association', 'the firewall is destroyed', true],
  ['google_compute_security_policy', 'the firewall is destroyed', true],
  ['google_compute_firewall_policy_association', 'the firewall is destroyed', true],
  ['aws_network_acl', 'its network is left to the filter that lets all in', true],
  ['aws_iam_account_password_policy', 'what it forbids is forbidden no longer', true],
  ['azuread_conditional_access_policy', 'what it forbids is forbidden no longer', true],
  ['google_org_policy_policy', 'what it forbids is forbidden no longer', true],
  ['aws_apigatewayv2_authorizer', 'who calls is asked by it no longer', false],
  ['aws_sns_topic_data_protection_policy', 'sensitive data is masked no longer', false],
])('%s is destroyed: %s', (type, text, blocks) => {
  expect(find(accessLoosened, change(type, {}, null))).toMatchObject({ blocks, because: [text] });
});

test('a firewall that is replaced warns', () => {
  const replaced = (...steps: string[]) =>
    find(accessLoosened, change('google_compute_security_policy', {}, {}, { action: 'replace', steps }));
  expect(replaced('delete', 'create')).toMatchObject({
    blocks: false,
    because: ['it is replaced: until the new one is there, nothing is checked'],
  });
  expect(replaced('create', 'delete')).toMatchObject({
    blocks: false,
    because: ['it is replaced: whether the new one checks as much is not compared'],
  });
});
