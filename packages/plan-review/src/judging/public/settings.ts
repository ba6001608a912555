import type { ResourceChange } from '../../plan/model';
import type { Json } from '../../plan/value';
import { isEmpty, isNew, textsOf, UNKNOWN } from '../attributes';
import { ANY, becomes, leaves, turnsExplicitlyOff, turnsOff, turnsOn, type Setting, type Worsening } from '../settings';

/** A list gets an element that it had not. */
const gets =
  (...bad: readonly string[]): Worsening =>
  (before, after) =>
    after !== UNKNOWN && textsOf(after).some((one) => bad.includes(one) && !textsOf(before).includes(one));

const namesEverybody = (value: Json | undefined): boolean =>
  /AllUsers|AuthenticatedUsers/.test(JSON.stringify(value ?? ''));

/** They are nothing but a wall around something else. */
export const WALLS = [
  'aws_ebs_snapshot_block_public_access',
  'aws_ec2_image_block_public_access',
  'aws_emr_block_public_access_configuration',
  'aws_s3_account_public_access_block',
  'aws_s3_bucket_public_access_block',
  'aws_vpc_block_public_access_options',
];

/** By their policies go requests from within a network; one without a policy lets all of them through. */
export const INSIDE = ['aws_vpc_endpoint', 'aws_vpc_endpoint_policy'];

const IN_WALLS = [
  ...['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map((path) => ({
    path,
    types: ['aws_s3_access_point', 'aws_s3_account_public_access_block', 'aws_s3_bucket_public_access_block'],
    isWorse: turnsExplicitlyOff,
    evenWhenNew: true,
  })),
  {
    path: 'block_public_security_group_rules',
    types: ['aws_emr_block_public_access_configuration'],
    isWorse: turnsExplicitlyOff,
    evenWhenNew: true,
  },
  {
    path: 'state',
    types: ['aws_ebs_snapshot_block_public_access', 'aws_ec2_image_block_public_access'],
    isWorse: becomes('unblocked'),
    evenWhenNew: true,
  },
] satisfies readonly Setting[];

/** A new wall with gaps still shuts out more than none. */
export const GAPS_IN_NEW_WALLS: readonly Setting[] = IN_WALLS.map((one) => ({ ...one, when: isNew }));

/** By themselves they let nobody in: what stands behind them may be reached, where nothing else keeps it shut. */
export const WAYS_IN = [
  ...['assign_ipv6_address_on_creation', 'map_public_ip_on_launch'].map((path) => ({
    path,
    types: ['aws_default_subnet', 'aws_subnet'],
    isWorse: turnsOn,
  })),
  {
    path: 'associate_public_ip_address',
    types: ['aws_instance', 'aws_launch_configuration', 'aws_spot_instance_request'],
    isWorse: turnsOn,
  },
  { path: 'network_interfaces.associate_public_ip_address', types: ['aws_launch_template'], isWorse: turnsOn },
  { path: 'network_configuration.assign_public_ip', types: ['aws_ecs_service'], isWorse: turnsOn },
] satisfies readonly Setting[];

const EVERYBODY = ['allUsers', 'allAuthenticatedUsers'] as const;

const BUCKETS = ['aws_s3_bucket', 'aws_s3_bucket_acl', 'aws_s3_bucket_object', 'aws_s3_object', 'aws_s3_object_copy'];
const CLUSTER = ['aws_eks_cluster'];
const API = ['aws_appsync_graphql_api'];
const METHOD = ['aws_api_gateway_method'];

/** Attributes by which something is open to anybody. */
export const PUBLIC_SETTINGS: readonly Setting[] = [
  ...IN_WALLS.map((one) => ({ ...one, when: (change: ResourceChange) => !isNew(change) })),
  {
    path: 'acl',
    types: BUCKETS,
    isWorse: becomes('public-read', 'public-read-write', 'authenticated-read'),
    evenWhenNew: true,
  },
  ...['access_control_policy', 'grant'].map((path) => ({
    path,
    types: BUCKETS,
    isWorse: (before: Json | undefined, after: Json | undefined) => namesEverybody(after) && !namesEverybody(before),
    evenWhenNew: true,
  })),
  ...[
    'allow_blob_public_access',
    'allow_nested_items_to_be_public',
    'anonymous_pull_enabled',
    'public_network_access_enabled',
    'publicly_accessible',
  ].map((path) => ({ path, types: ANY, isWorse: turnsOn, evenWhenNew: true }) as const),
  { path: 'vpc_config.endpoint_public_access', types: CLUSTER, isWorse: turnsOn },
  { path: 'vpc_config.public_access_cidrs', types: CLUSTER, isWorse: gets('0.0.0.0/0', '::/0') },
  { path: 'internal', types: ['aws_alb', 'aws_elb', 'aws_lb'], isWorse: turnsOff },
  { path: 'authorization_type', types: ['aws_lambda_function_url'], isWorse: becomes('NONE'), evenWhenNew: true },
  { path: 'authorization_type', types: ['aws_apigatewayv2_route'], isWorse: becomes('NONE') },
  { path: 'authorization', types: METHOD, isWorse: becomes('NONE') },
  { path: 'api_key_required', types: METHOD, isWorse: turnsOff },
  { path: 'authentication_type', types: API, isWorse: becomes('API_KEY') },
  {
    path: 'additional_authentication_provider[authentication_type].authentication_type',
    types: API,
    isWorse: becomes('API_KEY'),
    when: ({ before }) => before?.authentication_type !== 'API_KEY', // as the default one, a key opened more
  },
  { path: 'visibility', types: API, isWorse: becomes('GLOBAL') },
  {
    path: 'allow_unauthenticated_identities',
    types: ['aws_cognito_identity_pool'],
    isWorse: turnsOn,
    evenWhenNew: true,
  },
  { path: 'group', types: ['aws_ami_launch_permission'], isWorse: becomes('all'), evenWhenNew: true },
  { path: 'account_id', types: ['aws_snapshot_create_volume_permission'], isWorse: becomes('all'), evenWhenNew: true },
  {
    path: 'shared_accounts',
    types: ['aws_db_cluster_snapshot', 'aws_db_snapshot', 'aws_db_snapshot_copy', 'aws_rds_cluster_snapshot_copy'],
    isWorse: gets('all'),
    evenWhenNew: true,
  },
  {
    path: 'distribution[region].ami_distribution_configuration.launch_permission.user_groups',
    types: ['aws_imagebuilder_distribution_configuration'],
    isWorse: gets('all'),
    evenWhenNew: true,
  },
  { path: 'permissions.account_ids', types: ['aws_ssm_document'], isWorse: becomes('All', 'all'), evenWhenNew: true },
  {
    path: 'principal',
    types: ['aws_cloudwatch_event_permission'],
    isWorse: becomes('*'),
    when: ({ after }) => isEmpty(after?.condition),
    evenWhenNew: true,
  },
  { path: 'allowed_principals', types: ['aws_vpc_endpoint_service'], isWorse: gets('*'), evenWhenNew: true },
  {
    path: 'principal_arn',
    types: ['aws_vpc_endpoint_service_allowed_principal'],
    isWorse: becomes('*'),
    evenWhenNew: true,
  },
  {
    path: 'internet_gateway_exclusion_mode',
    types: ['aws_vpc_block_public_access_exclusion'],
    isWorse: becomes('allow-bidirectional'),
    evenWhenNew: true,
  },
  // Azure
  { path: 'sharing.permission', types: ['azurerm_shared_image_gallery'], isWorse: becomes('Community') },
  {
    path: 'container_access_type',
    types: ['azurerm_storage_container'],
    isWorse: becomes('blob', 'container'),
    evenWhenNew: true,
  },
  ...[
    { path: 'network_rules.default_action', types: ['azurerm_storage_account'] },
    { path: 'default_action', types: ['azurerm_storage_account_network_rules'] },
    { path: 'network_acls.default_action', types: ['azurerm_key_vault', 'azurerm_search_service'] },
  ].map((one) => ({ ...one, isWorse: becomes('Allow') })),
  // Google
  { path: 'member', types: /^google_\w+_iam_member$/, isWorse: becomes(...EVERYBODY), evenWhenNew: true },
  { path: 'members', types: /^google_\w+_iam_binding$/, isWorse: gets(...EVERYBODY), evenWhenNew: true },
  {
    path: 'entity',
    types: /^google_storage_(default_)?(bucket|object)_access_control$/,
    isWorse: becomes(...EVERYBODY),
    evenWhenNew: true,
  },
  {
    path: 'predefined_acl',
    types: /^google_storage_(default_object|bucket|object)_acl$/,
    isWorse: becomes('publicRead', 'publicReadWrite', 'authenticatedRead'),
    evenWhenNew: true,
  },
  { path: 'public_access_prevention', types: ['google_storage_bucket'], isWorse: leaves('enforced') },
  {
    path: 'special_group',
    types: ['google_bigquery_dataset_access'],
    isWorse: becomes('allAuthenticatedUsers'),
    evenWhenNew: true,
  },
  {
    path: 'access[special_group].special_group',
    types: ['google_bigquery_dataset'],
    isWorse: becomes('allAuthenticatedUsers'),
    evenWhenNew: true,
  },
  // Kubernetes
  { path: 'spec.type', types: ['kubernetes_service', 'kubernetes_service_v1'], isWorse: becomes('LoadBalancer') },
];
