import { isObject } from '../../plan/json';
import type { Json } from '../../plan/model';
import { describeChange, isEmpty, textsOf, UNKNOWN, type Attribute } from '../attributes';
import {
  becomes,
  goesAway,
  leaves,
  noneAtZeroShrinks,
  shrinks,
  turnsOff,
  type Setting,
  type Worsening,
} from '../settings';

/** There is a block now, and was none: it may have nothing in it. */
const comesUp: Worsening = (before, after) => hasBlock(after) && !hasBlock(before);

const hasBlock = (value: Json | undefined): boolean =>
  (Array.isArray(value) ? (value as Json[]) : [value]).some(isObject);

const gains: Worsening = (before, after) =>
  after !== UNKNOWN && textsOf(after).some((one) => !textsOf(before).includes(one));

const isAnother: Worsening = (before, after) =>
  !isEmpty(before) && !isEmpty(after) && before !== after && after !== UNKNOWN;

/** `@aws_auth` and the like say who may call what; what another tool fills in is not seen. */
const losesDirective: Worsening = (before, after) => {
  const [from, to] = [before, after].map(directivesIn) as [ReadonlyMap<string, number>, ReadonlyMap<string, number>];
  return typeof after === 'string' && after !== UNKNOWN && [...from].some(([one, count]) => count > (to.get(one) ?? 0));
};

function directivesIn(schema: Json | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [one] of typeof schema === 'string' ? schema.matchAll(/@aws_\w+/g) : []) {
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

/** A schema is too long to stand in a sentence. */
const describeSchema = (attribute: Attribute): string =>
  isEmpty(attribute.after)
    ? describeChange(attribute)
    : 'schema has fewer @aws_ directives, which say who may call what';

const POOL = ['aws_cognito_user_pool'];
const CLIENT = ['aws_cognito_user_pool_client'];
const API = ['aws_appsync_graphql_api'];
const CDN = ['aws_cloudfront_distribution'];

/** A check that is not made any more. */
export const CHECKS_OFF: readonly Setting[] = [
  { path: 'mfa_configuration', types: POOL, isWorse: becomes('OFF') },
  { path: 'admin_create_user_config.allow_admin_create_user_only', types: POOL, isWorse: turnsOff },
  { path: 'user_pool_config.default_action', types: API, isWorse: leaves('DENY') },
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

/** A check that may let more through. */
export const CHECKS_LOOSER: readonly Setting[] = [
  { path: 'password_policy.minimum_length', types: POOL, isWorse: shrinks },
  ...['require_lowercase', 'require_numbers', 'require_symbols', 'require_uppercase'].map((name) => ({
    path: `password_policy.${name}`,
    types: POOL,
    isWorse: turnsOff,
  })),
  { path: 'callback_urls', types: CLIENT, isWorse: gains },
  { path: 'authentication_type', types: API, isWorse: isAnother },
  { path: 'user_pool_config.user_pool_id', types: API, isWorse: isAnother },
  { path: 'introspection_config', types: API, isWorse: leaves('DISABLED') },
  { path: 'query_depth_limit', types: API, isWorse: (before, after) => noneAtZeroShrinks(after, before) },
  { path: 'schema', types: API, isWorse: losesDirective, describe: describeSchema },
];
