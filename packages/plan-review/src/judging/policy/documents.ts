import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { Json } from '../../plan/value';
import { attributesAt, isEmpty, show, UNKNOWN, type Attribute } from '../attributes';
import { changesUnseen } from '../hidden';
import { isSensitive } from './danger';
import { readDataDocument } from './data-document';
import { readStatements, type Statement } from './statement';

/** A reference is one that a synthesis has not resolved. */
type Hiding = 'unknown' | 'sensitive' | 'reference' | 'unreadable';

/** An IAM policy that a change may change. */
export interface PolicyChange {
  /** `assume_role_policy` */
  readonly name: string;
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
  /** Why it cannot be judged; undefined when it can. */
  readonly hidden?: Hiding;
  /** Why what it was cannot be judged. What it is now is judged as if it were new. */
  readonly hiddenBefore?: Hiding;
}

/** Attributes that hold a policy, of whatever type. */
const PATHS = [
  'access_policies',
  'access_policy',
  'assume_role_policy',
  'details.policy',
  'inline_policy',
  'inline_policy[name].policy',
  'policy',
  'policy_document',
  'resource_policy',
];

/** What they call a policy is about something else, or in another language. */
const OTHERS = [
  'aws_cloudwatch_log_account_policy',
  'aws_cloudwatch_log_data_protection_policy',
  'aws_cloudwatch_log_index_policy',
  'aws_ecr_lifecycle_policy',
  'aws_iot_policy_attachment',
  'aws_networkmanager_core_network_policy_attachment',
  'aws_opensearchserverless_access_policy',
  'aws_opensearchserverless_lifecycle_policy',
  'aws_opensearchserverless_security_policy',
  'aws_ses_receipt_filter',
  'aws_sns_topic_data_protection_policy',
  'aws_verifiedaccess_endpoint',
  'aws_verifiedaccess_group',
  'aws_verifiedpermissions_policy',
];

/** Their policy is the content. Of an organization's, some are about tags or backups, which no statement allows. */
const CONTENTS = ['aws_organizations_policy', 'aws_organizations_resource_policy'];

function pathsOf({ type, before, after }: ResourceChange): readonly string[] {
  if (!CONTENTS.includes(type)) return OTHERS.includes(type) ? [] : PATHS;
  const kind = (after ?? before)?.type;
  return kind === undefined || show(kind).endsWith('CONTROL_POLICY') ? ['content'] : [];
}

/** The policies of an AWS resource that are not the same before and after. */
export function policyChangesOf(change: ResourceChange): readonly PolicyChange[] {
  if (change.type === 'data' && change.address.startsWith('data.aws_iam_policy_document.')) {
    return [{ name: 'statement', before: readDataDocument(change.before), after: readDataDocument(change.after) }];
  }
  if (!change.type.startsWith('aws_')) return [];
  return pathsOf(change)
    .flatMap((path) => attributesAt(change, path))
    .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    .filter(({ name, after }) => after !== UNKNOWN || isConfigured(change, name))
    .flatMap(readChange);
}

/** Where the configuration gives none, AWS does. */
const isConfigured = ({ configured }: ResourceChange, name: string): boolean =>
  configured === undefined || configured.has(name.split(/[.[]/)[0]!);

function readChange({ name, before, after }: Attribute): PolicyChange[] {
  if (after === UNKNOWN) return [{ name, before: [], after: [], hidden: 'unknown' }];
  const isUnseen = changesUnseen({ before, after });
  const [was, now] = [statementsOf(before), statementsOf(after)];
  if (isUnseen && isSensitive(show(after))) return [{ name, before: [], after: [], hidden: 'sensitive' }];
  if (typeof now === 'string') return [{ name, before: [], after: [], hidden: now }];
  const hiddenBefore = isUnseen ? 'sensitive' : typeof was === 'string' ? was : undefined;
  if (hiddenBefore !== undefined) return [{ name, before: [], after: now ?? [], hiddenBefore }];
  return now === undefined ? [] : [{ name, before: typeof was === 'object' ? was : [], after: now }];
}

/** @returns a word for what hides it; undefined for blocks, whose policies are within */
function statementsOf(value: Json | undefined): readonly Statement[] | Hiding | undefined {
  if (value === undefined || isEmpty(value)) return [];
  const statements = readStatements(value);
  if (statements !== undefined) return statements;
  if (isSensitive(JSON.stringify(value))) return 'sensitive';
  if (typeof value !== 'string') return isObject(value) ? 'unreadable' : undefined;
  if (value.startsWith('${')) return 'reference';
  return NOTHING.test(value) ? [] : 'unreadable';
}

const NOTHING = /^\s*(\{\s*\}|\[\s*\])\s*$/;
