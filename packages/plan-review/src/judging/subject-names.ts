/** What an attribute names when it names what its resource belongs to. */
export interface SubjectName {
  /** Ends of types, such as `bucket` of `aws_s3_bucket`; undefined where the attribute does not say which. */
  readonly kinds: readonly string[] | undefined;
  /** Whether it is another resource at another one: a bucket's policy is, an alias of another key is the same alias. */
  readonly isPlace: boolean;
}

/**
 * What a resource belongs to, by the name of the attribute that says so. Not what it only uses, and would go on without
 * under another name: the role that it acts as, its certificate, its deployment. What is not listed names no subject.
 *
 * @returns undefined for what names something else, or the resource itself
 */
export function subjectNamedBy(type: string, attribute: string): SubjectName | undefined {
  const name = withoutEnd(attribute);
  if (type.endsWith(`_${name}`)) return undefined; // itself
  const row = ROWS.get(name)?.find(({ of }) => of === undefined || of.test(type));
  return row && { kinds: row.kinds === ANY ? undefined : (row.kinds ?? [name]), isPlace: row.isPlace };
}

/** Whether others may know a resource by it: `id`, and `bucket` of `aws_s3_bucket`. */
export const namesItself = (type: string, attribute: string): boolean =>
  ['arn', 'id', 'name', 'url'].includes(attribute) || type.endsWith(`_${withoutEnd(attribute)}`);

const withoutEnd = (attribute: string): string => attribute.replace(/_(arn|id|identifier|name|url)$/, '');

interface Row {
  /** Attributes without `_arn`, `_id`, `_identifier`, `_name`, `_url`; separated by white space, in order. */
  readonly names: string;
  readonly isPlace: boolean;
  /** Types that it goes for. Default: all that no row above names. */
  readonly of?: RegExp;
  /** Ends of the subject's type. Default: the name. */
  readonly kinds?: readonly string[] | typeof ANY;
}

const ANY = 'any';

/** The first row that goes for a type counts. */
const TABLE: readonly Row[] = [
  // Where it leads to.
  {
    of: /^aws_route$/,
    names: 'carrier_gateway core_network gateway instance nat_gateway network_interface transit_gateway vpc_endpoint',
    isPlace: false,
  },
  { of: /^aws_\w+_(api_association|mapping)$/, names: 'api', isPlace: false },
  { of: /^aws_kms_alias$/, names: 'target_key', kinds: ['key'], isPlace: false },
  { of: /^aws_flow_log$/, names: 'log_group', isPlace: false },
  { of: /^aws_pipes_pipe$/, names: 'target', kinds: ANY, isPlace: false },
  { names: 'event_source', kinds: ANY, isPlace: false },
  // Where it stands.
  { of: /^aws_ami_/, names: 'image', kinds: ['ami'], isPlace: true },
  { of: /^aws_iam_/, names: 'role', isPlace: true },
  { of: /^aws_(api_gateway_usage_plan|kms)_/, names: 'key', isPlace: true },
  { of: /^aws_lambda_layer_version_permission$/, names: 'layer', kinds: ['layer_version'], isPlace: true },
  { of: /^(aws_(redshiftserverless|s3tables)|azurerm)_/, names: 'namespace', isPlace: true },
  { of: /^aws_sns_topic_\w*policy$/, names: 'arn', kinds: ['topic'], isPlace: true },
  { of: /^aws_\w+_(permission|restore)$/, names: 'snapshot', isPlace: true },
  { of: /^azurerm_/, names: 'scope target_resource', kinds: ANY, isPlace: true },
  { of: /^google_/, names: 'billing_account crypto_key dataset folder key_ring org project router', isPlace: true },
  { of: /^google_service_account_/, names: 'service_account', isPlace: true },
  { names: 'resource target', kinds: ANY, isPlace: true },
  { names: 'elb lb load_balancer', kinds: ['alb', 'elb', 'lb'], isPlace: true },
  { names: 'db_cluster', kinds: ['cluster'], isPlace: true },
  { names: 'hosted_zone', kinds: ['zone'], isPlace: true },
  {
    names: `
      access_point agent api app application autoscaling_group backup_vault bot broker bucket client_vpn_endpoint cluster
      configuration_set core_network cosmosdb_account db_instance db_proxy detector device directory domain dx_gateway
      email_identity environment event_bus file_system function global_cluster global_network graph graphql_api group
      identity identity_pool identity_store index instance internet_gateway key_vault listener local_gateway_route_table
      log_group mesh nat_gateway network network_acl network_interface network_security_group permission_set
      plan policy_store portfolio project queue registry replication_group repository resource_group rest_api
      route_server route_table rule rule_set schedule_group secret security_group server service service_network stack
      storage_account stream subnet table table_bucket target_group topic transit_gateway transit_gateway_attachment
      transit_gateway_multicast_domain transit_gateway_route_table usage_plan user user_group user_pool vault
      virtual_network volume vpc vpc_endpoint vpc_endpoint_service vpn_connection vpn_gateway workgroup workspace zone
    `,
    isPlace: true,
  },
];

const ROWS = new Map<string, readonly Row[]>();
for (const row of TABLE) {
  for (const name of row.names.trim().split(/\s+/)) ROWS.set(name, [...(ROWS.get(name) ?? []), row]);
}
