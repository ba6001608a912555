import type { Plan, ResourceChange } from '../plan/model';
import { attributeAt, textsOf, UNKNOWN } from './attributes';

/** Attributes that say whose a policy or a rule is, and of which type that is. */
const OWNERS: ReadonlyMap<string, string> = new Map([
  ['arn', 'aws_sns_topic'],
  ['backup_vault_name', 'aws_backup_vault'],
  ['bucket', 'aws_s3_bucket'],
  ['default_route_table_id', 'aws_vpc'],
  ['domain_name', 'aws_opensearch_domain'],
  ['event_bus_name', 'aws_cloudwatch_event_bus'],
  ['file_system_id', 'aws_efs_file_system'],
  ['group', 'aws_iam_group'],
  ['groups', 'aws_iam_group'],
  ['key_id', 'aws_kms_key'],
  ['network', 'google_compute_network'],
  ['network_security_group_name', 'azurerm_network_security_group'],
  ['permission_set_arn', 'aws_ssoadmin_permission_set'],
  ['queue_url', 'aws_sqs_queue'],
  ['repository', 'aws_ecr_repository'],
  ['resource_arn', 'aws_dynamodb_table'],
  ['rest_api_id', 'aws_api_gateway_rest_api'],
  ['role', 'aws_iam_role'],
  ['roles', 'aws_iam_role'],
  ['route_table_id', 'aws_route_table'],
  ['secret_arn', 'aws_secretsmanager_secret'],
  ['security_group_id', 'aws_security_group'],
  ['user', 'aws_iam_user'],
  ['users', 'aws_iam_user'],
  ['vpc_endpoint_id', 'aws_vpc_endpoint'],
]);

/** Whether it is created, together with all that it belongs to. */
export const isMadeWithOwner = (change: ResourceChange, plan: Plan): boolean =>
  change.action === 'create' && ownersThatExist(change, plan, [...OWNERS.keys()]).length === 0;

/**
 * Names, ARNs or references of what a policy belongs to and the plan does not make.
 *
 * @param attributes names of attributes that say whose it is
 */
export const ownersThatExist = (change: ResourceChange, plan: Plan, attributes: readonly string[]): string[] =>
  attributes.flatMap((name) =>
    textsOf(attributeAt(change, name).after).filter(
      (owner) => owner !== UNKNOWN && !isMade(`${OWNERS.get(name)} ${owner}`, plan),
    ),
  );

/** In a synthesis, an owner is named by a reference. */
function isMade(owner: string, plan: Plan): boolean {
  const made = known.get(plan) ?? madeBy(plan);
  known.set(plan, made);
  return made.has(owner) || [...owner.matchAll(/\{([^{}]+)\./g)].some(([, address]) => made.has(address!));
}

/** What a plan creates, by address, and by type and name. */
const known = new WeakMap<Plan, ReadonlySet<string>>();

const madeBy = ({ resources }: Plan): ReadonlySet<string> =>
  new Set(
    resources
      .filter(({ action }) => action === 'create')
      .flatMap(({ address, type, after }) => [
        address,
        ...[after?.name, after?.arn, after?.bucket].flatMap(textsOf).map((name) => `${type} ${name}`),
      ]),
  );
