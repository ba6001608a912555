import type { Json } from '../../plan/model';
import { textsOf, UNKNOWN } from '../attributes';
import { becomes, turnsExplicitlyOff, turnsOff, turnsOn, type Setting } from '../settings';

/** A list gets an element that it had not. */
const gets =
  (...bad: readonly string[]): Setting['isWorse'] =>
  (before, after) =>
    after !== UNKNOWN && textsOf(after).some((one) => bad.includes(one) && !textsOf(before).includes(one));

const namesEverybody = (value: Json | undefined): boolean =>
  /AllUsers|AuthenticatedUsers/.test(JSON.stringify(value ?? ''));

/** Attributes by which something is open to anybody. */
export const PUBLIC_SETTINGS: readonly Setting[] = [
  ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((path) => ({
    path,
    isWorse: turnsExplicitlyOff,
    evenWhenNew: true,
  })),
  {
    path: 'acl',
    isWorse: becomes('public-read', 'public-read-write', 'authenticated-read'),
    evenWhenNew: true,
  },
  ...['access_control_policy', 'grant'].map((path) => ({
    path,
    isWorse: (before: Json | undefined, after: Json | undefined) => namesEverybody(after) && !namesEverybody(before),
    evenWhenNew: true,
  })),
  ...['publicly_accessible', 'public_network_access_enabled', 'allow_nested_items_to_be_public'].map((path) => ({
    path,
    isWorse: turnsOn,
    evenWhenNew: true,
  })),
  ...['vpc_config.endpoint_public_access', 'cluster_config.endpoint_public_access'].map((path) => ({
    path,
    isWorse: turnsOn,
  })),
  { path: 'vpc_config.public_access_cidrs', isWorse: gets('0.0.0.0/0', '::/0') },
  { path: 'internal', types: ['aws_alb', 'aws_elb', 'aws_lb'], isWorse: turnsOff },
  { path: 'authorization_type', types: ['aws_lambda_function_url'], isWorse: becomes('NONE'), evenWhenNew: true },
  { path: 'authorization_type', types: ['aws_apigatewayv2_route'], isWorse: becomes('NONE') },
  { path: 'authorization', types: ['aws_api_gateway_method'], isWorse: becomes('NONE') },
  { path: 'api_key_required', types: ['aws_api_gateway_method'], isWorse: turnsOff },
  { path: 'authentication_type', types: ['aws_appsync_graphql_api'], isWorse: becomes('API_KEY') },
  {
    path: 'additional_authentication_provider[authentication_type].authentication_type',
    types: ['aws_appsync_graphql_api'],
    isWorse: becomes('API_KEY'),
  },
  { path: 'visibility', types: ['aws_appsync_graphql_api'], isWorse: becomes('GLOBAL') },
  { path: 'allow_unauthenticated_identities', isWorse: turnsOn, evenWhenNew: true },
  { path: 'group', types: ['aws_ami_launch_permission'], isWorse: becomes('all'), evenWhenNew: true },
  { path: 'account_id', types: ['aws_snapshot_create_volume_permission'], isWorse: becomes('all'), evenWhenNew: true },
  {
    path: 'shared_accounts',
    types: ['aws_db_snapshot', 'aws_db_snapshot_copy'],
    isWorse: gets('all'),
    evenWhenNew: true,
  },
  {
    path: 'state',
    types: ['aws_ebs_snapshot_block_public_access', 'aws_ec2_image_block_public_access'],
    isWorse: becomes('unblocked'),
    evenWhenNew: true,
  },
  { path: 'member', isWorse: becomes('allUsers', 'allAuthenticatedUsers'), evenWhenNew: true },
  { path: 'members', isWorse: gets('allUsers', 'allAuthenticatedUsers'), evenWhenNew: true },
];
