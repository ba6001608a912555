import { isObject } from '../../plan/json';
import type { Json } from '../../plan/value';
import { isEmpty, show, textsOf, UNKNOWN } from '../attributes';
import {
  becomes,
  goesAway,
  leaves,
  noneAtZeroShrinks,
  shrinks,
  turnsOff,
  turnsOn,
  type Setting,
  type Worsening,
} from '../settings';
import { API } from './api';

/** There is a block now, and was none: it may have nothing in it. */
const comesUp: Worsening = (before, after) => hasBlock(after) && !hasBlock(before);

/** The same within a block that there was already: a new rule may only count at first. */
const comesUpWithin: Worsening = (before, after) => before !== undefined && comesUp(before, after);

/** There was a block, and is none, though what it was in is there: what is removed is said once. */
const blockGoesAway: Worsening = (before, after) => hasBlock(before) && Array.isArray(after) && after.length === 0;

/** `deny(403)`, `deny`, `throttle`, `rate_based_ban`: whatever it was, it is let through now. */
const deniesNoMore: Worsening = Object.assign(
  (before: Json | undefined, after: Json | undefined) =>
    !isEmpty(before) && !LETS_THROUGH.includes(show(before)) && (isEmpty(after) || LETS_THROUGH.includes(show(after))),
  { gone: null },
);

const LETS_THROUGH = ['allow', 'goto_next'];

const hasBlock = (value: Json | undefined): boolean =>
  (Array.isArray(value) ? (value as Json[]) : [value]).some(isObject);

const gains: Worsening = (before, after) =>
  after !== UNKNOWN && textsOf(after).some((one) => !textsOf(before).includes(one));

/** Of a list of which one is asked for: the last one is the check itself. */
const asksForLess: Worsening = (before, after) =>
  after !== UNKNOWN &&
  !isEmpty(before) &&
  (isEmpty(after) || textsOf(after).some((one) => !textsOf(before).includes(one)));

/** Whoever it names is let in, too. */
const comesIn: Worsening = (before, after) => isEmpty(before) && !isEmpty(after) && after !== UNKNOWN;

const isAnother: Worsening = (before, after) =>
  !isEmpty(before) && !isEmpty(after) && before !== after && after !== UNKNOWN;

/** From `NONE` it can only get better; to `NONE` is made public. */
const isAnotherCheck: Worsening = (before, after) => isAnother(before, after) && before !== 'NONE' && after !== 'NONE';

const POOL = ['aws_cognito_user_pool'];
const IDENTITY_POOL = ['aws_cognito_identity_pool'];
const CLIENT = ['aws_cognito_user_pool_client'];
const API_TYPE = [API];
const CDN = ['aws_cloudfront_distribution'];
const WAF = ['aws_wafv2_rule_group', 'aws_wafv2_web_acl'];
const PASSWORDS = ['aws_iam_account_password_policy'];
const AUTHORIZER = ['aws_api_gateway_authorizer'];
const AUTHORIZER_V2 = ['aws_apigatewayv2_authorizer'];
const LISTENERS = ['aws_alb_listener', 'aws_alb_listener_rule', 'aws_lb_listener', 'aws_lb_listener_rule'];
const WEB_APPS = [
  'azurerm_linux_function_app',
  'azurerm_linux_web_app',
  'azurerm_windows_function_app',
  'azurerm_windows_web_app',
];
const BACKENDS = ['google_compute_backend_service', 'google_compute_region_backend_service'];
const GOOGLE_FIREWALLS = ['google_compute_region_security_policy', 'google_compute_security_policy'];
const GOOGLE_FIREWALL_RULES = [
  'google_compute_firewall_policy_rule',
  'google_compute_network_firewall_policy_rule',
  'google_compute_region_network_firewall_policy_rule',
  'google_compute_region_security_policy_rule',
  'google_compute_security_policy_rule',
];

/** A firewall's rule that denies, of whatever kind: allowed now, or gone. */
const DENIALS: readonly Setting[] = [
  { path: 'rule_action', types: ['aws_network_acl_rule'], isWorse: leaves('deny'), evenWhenGone: true },
  { path: 'action', types: ['aws_route53_resolver_firewall_rule'], isWorse: leaves('BLOCK'), evenWhenGone: true },
  { path: 'access', types: ['azurerm_network_security_rule'], isWorse: leaves('Deny'), evenWhenGone: true },
  { path: 'security_rule[name].access', types: ['azurerm_network_security_group'], isWorse: leaves('Deny') },
  { path: 'deny', types: ['google_compute_firewall'], isWorse: goesAway, evenWhenGone: true },
  { path: 'rule[priority].action', types: GOOGLE_FIREWALLS, isWorse: deniesNoMore },
  { path: 'action', types: GOOGLE_FIREWALL_RULES, isWorse: deniesNoMore, evenWhenGone: true },
  { path: 'rule[name].action.block', types: WAF, isWorse: blockGoesAway },
  { path: 'rule[name].override_action.count', types: WAF, isWorse: comesUpWithin },
];

/** A guard that is there no longer. */
export const GUARDS_OFF: readonly Setting[] = [
  ...DENIALS,
  ...['action', 'default_action'].map((block) => ({
    path: `${block}[type].type`,
    types: LISTENERS,
    isWorse: leaves('authenticate-cognito', 'authenticate-oidc'),
  })),
  ...['auth_settings.enabled', 'auth_settings_v2.auth_enabled', 'auth_settings_v2.require_authentication'].map(
    (path) => ({ path, types: WEB_APPS, isWorse: turnsOff }),
  ),
  { path: 'subscription_required', types: ['azurerm_api_management_api'], isWorse: turnsOff },
  { path: 'iap.enabled', types: BACKENDS, isWorse: turnsOff },
  { path: 'security_policy', types: BACKENDS, isWorse: goesAway },
  { path: 'allow_external_principals', types: ['aws_ram_resource_share'], isWorse: turnsOn },
  { path: 'invoker_iam_disabled', types: ['google_cloud_run_v2_service'], isWorse: turnsOn },
  { path: 'firewall_policy_id', types: ['azurerm_application_gateway'], isWorse: goesAway },
  { path: 'mfa_configuration', types: POOL, isWorse: becomes('OFF') },
  { path: 'admin_create_user_config.allow_admin_create_user_only', types: POOL, isWorse: turnsOff },
  { path: 'user_pool_config.default_action', types: API_TYPE, isWorse: leaves('DENY') },
  ...['default_cache_behavior', 'ordered_cache_behavior[path_pattern]'].flatMap((behavior) =>
    ['trusted_key_groups', 'trusted_signers'].map((name) => ({
      path: `${behavior}.${name}`,
      types: CDN,
      isWorse: goesAway,
    })),
  ),
  { path: 'web_acl_id', types: CDN, isWorse: goesAway },
  { path: 'default_action.allow', types: ['aws_wafv2_web_acl'], isWorse: comesUp },
  {
    path: 'metadata_options.http_tokens',
    types: ['aws_instance', 'aws_launch_configuration', 'aws_launch_template', 'aws_spot_instance_request'],
    isWorse: leaves('required'),
  },
  {
    path: 'advanced_security_options.enabled',
    types: ['aws_elasticsearch_domain', 'aws_opensearch_domain'],
    isWorse: turnsOff,
  },
];

/** A guard that may let more through. */
export const GUARDS_LOOSER: readonly Setting[] = [
  { path: 'password_policy.minimum_length', types: POOL, isWorse: shrinks },
  ...['require_lowercase', 'require_numbers', 'require_symbols', 'require_uppercase'].map((name) => ({
    path: `password_policy.${name}`,
    types: POOL,
    isWorse: turnsOff,
  })),
  { path: 'minimum_password_length', types: PASSWORDS, isWorse: shrinks },
  { path: 'password_reuse_prevention', types: PASSWORDS, isWorse: shrinks },
  { path: 'password_reuse_prevention', types: PASSWORDS, isWorse: goesAway },
  { path: 'max_password_age', types: PASSWORDS, isWorse: (before, after) => noneAtZeroShrinks(after, before) },
  ...[
    'hard_expiry',
    'require_lowercase_characters',
    'require_numbers',
    'require_symbols',
    'require_uppercase_characters',
  ].map((path) => ({ path, types: PASSWORDS, isWorse: turnsOff })),
  { path: 'remediation_enabled', types: ['aws_fms_policy'], isWorse: turnsOff },
  // Who says who may call: another one may be as good.
  { path: 'type', types: AUTHORIZER, isWorse: isAnother },
  { path: 'authorizer_uri', types: [...AUTHORIZER, ...AUTHORIZER_V2], isWorse: isAnother },
  { path: 'provider_arns', types: AUTHORIZER, isWorse: gains },
  { path: 'identity_validation_expression', types: AUTHORIZER, isWorse: goesAway },
  { path: 'authorizer_type', types: AUTHORIZER_V2, isWorse: isAnother },
  { path: 'jwt_configuration.issuer', types: AUTHORIZER_V2, isWorse: isAnother },
  { path: 'jwt_configuration.audience', types: AUTHORIZER_V2, isWorse: gains },
  ...[
    { types: ['aws_api_gateway_method'], path: 'authorization' },
    { types: ['aws_apigatewayv2_route'], path: 'authorization_type' },
  ].flatMap(({ types, path }) => [
    { path, types, isWorse: isAnotherCheck },
    { path: 'authorizer_id', types, isWorse: isAnother },
    { path: 'authorization_scopes', types, isWorse: asksForLess },
  ]),
  {
    path: 'rule.object_ownership',
    types: ['aws_s3_bucket_ownership_controls'],
    isWorse: leaves('BucketOwnerEnforced'),
    evenWhenGone: true,
  },
  ...['callback_urls', 'explicit_auth_flows', 'supported_identity_providers'].map((path) => ({
    path,
    types: CLIENT,
    isWorse: gains,
  })),
  ...['openid_connect_provider_arns', 'saml_provider_arns'].map((path) => ({
    path,
    types: IDENTITY_POOL,
    isWorse: gains,
  })),
  { path: 'cognito_identity_providers[client_id].client_id', types: IDENTITY_POOL, isWorse: comesIn },
  { path: 'cognito_identity_providers[client_id].server_side_token_check', types: IDENTITY_POOL, isWorse: turnsOff },
  { path: 'introspection_config', types: API_TYPE, isWorse: leaves('DISABLED') },
  { path: 'query_depth_limit', types: API_TYPE, isWorse: (before, after) => noneAtZeroShrinks(after, before) },
];
