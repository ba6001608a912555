import type { Plan, ResourceChange } from '../../plan/model';
import type { Json } from '../../plan/value';
import { attributeAt, isSet, textsOf, UNKNOWN } from '../attributes';
import { changesUnseen } from '../hidden';
import { blocking, warning, type Line } from '../line';
import { describeForeign, ownAccounts, type Accounts } from '../policy/accounts';
import { unseenAt } from '../settings';

/** Types that share something, and the attributes that say with whom: an account alone is another one, whoever shares. */
const SHARES: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_ami_launch_permission', ['account_id', 'organization_arn', 'organizational_unit_arn']],
  ['aws_cloudwatch_event_permission', ['principal']],
  ['aws_db_cluster_snapshot', ['shared_accounts']],
  ['aws_db_snapshot', ['shared_accounts']],
  ['aws_db_snapshot_copy', ['shared_accounts']],
  ['aws_globalaccelerator_cross_account_attachment', ['principals']],
  ['aws_lakeformation_permissions', ['principal']],
  ['aws_opensearch_authorize_vpc_endpoint_access', ['account']],
  ['aws_ram_principal_association', ['principal']],
  ['aws_rds_cluster_snapshot_copy', ['shared_accounts']],
  ['aws_redshift_data_share_authorization', ['consumer_identifier']],
  ['aws_redshift_endpoint_authorization', ['account']],
  ['aws_signer_signing_profile_permission', ['principal']],
  ['aws_snapshot_create_volume_permission', ['account_id']],
  ['aws_ssm_document', ['permissions.account_ids']],
  ['aws_vpc_endpoint_service', ['allowed_principals']],
  ['aws_vpc_endpoint_service_allowed_principal', ['principal_arn']],
]);

const attributesOf = ({ type }: ResourceChange): readonly string[] => SHARES.get(type) ?? [];

/** What another account, or a whole organization, may use that it might not before. */
export function shareLines(change: ResourceChange, plan: Plan): Line[] {
  if (!isSet(change)) return [];
  const accounts = ownAccounts(change, plan);
  return attributesOf(change).flatMap((name) => {
    const attribute = attributeAt(change, name);
    if (attribute.after === UNKNOWN || changesUnseen(attribute)) return [];
    const before = listed(attribute.before);
    return listed(attribute.after)
      .filter((one) => !before.includes(one))
      .flatMap((one) => lineOf(name, one, accounts));
  });
}

function lineOf(name: string, one: string, own: Accounts): Line[] {
  if (/^arn:[^:]*:organizations:/.test(one)) return [warning(`${name} is ${one}: all accounts in it`)];
  const whose = describeForeign(one, own);
  if (whose === undefined) return [];
  return [blocking(`${name} is ${one}: ${/^\d{12}$/.test(one) ? 'another account' : whose}`)];
}

/** Also `1111, 2222` in one text. */
const listed = (value: Json | undefined): readonly string[] =>
  textsOf(value).flatMap((text) => text.split(',').map((one) => one.trim()));

export const unseenShares = (change: ResourceChange): Line[] => unseenAt(change, attributesOf(change)).map(blocking);
