import { isDeepStrictEqual } from 'node:util';
import type { Json, ResourceChange } from '../../plan/model';
import { attributesAt, isEmpty, UNKNOWN, type Attribute } from '../attributes';
import { changesUnseen } from '../hidden';
import { isSensitive } from './danger';
import { readDataDocument } from './data-document';
import { readStatements, type Statement } from './statement';

/** An IAM policy that a change may change. */
export interface PolicyChange {
  /** `assume_role_policy` */
  readonly name: string;
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
  /** Why it cannot be judged; undefined when it can. */
  readonly hidden?: 'unknown' | 'sensitive' | 'unreadable';
}

/** Attributes that hold a policy, of whatever type. */
const PATHS = [
  'access_policies',
  'access_policy',
  'assume_role_policy',
  'inline_policy',
  'inline_policy[name].policy',
  'policy',
  'policy_document',
  'resource_policy',
];

/** What they call a policy is about something else. */
const OTHERS = [
  'aws_cloudwatch_log_data_protection_policy',
  'aws_ecr_lifecycle_policy',
  'aws_sns_topic_data_protection_policy',
  'aws_verifiedpermissions_policy',
];

/** The policies of an AWS resource that are not the same before and after. */
export function policyChangesOf(change: ResourceChange): readonly PolicyChange[] {
  if (change.type === 'data' && change.address.startsWith('data.aws_iam_policy_document.')) {
    return [{ name: 'statement', before: readDataDocument(change.before), after: readDataDocument(change.after) }];
  }
  if (!change.type.startsWith('aws_')) return [];
  const paths = change.type === 'aws_organizations_policy' ? ['content'] : OTHERS.includes(change.type) ? [] : PATHS;
  return paths
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
  if (changesUnseen({ before, after })) return [{ name, before: [], after: [], hidden: 'sensitive' }];
  const [old, now] = [statementsOf(before), statementsOf(after)];
  const hidden = [old, now].find((one) => typeof one === 'string');
  if (hidden !== undefined) return [{ name, before: [], after: [], hidden }];
  if (isList(now)) return [{ name, before: isList(old) ? old : [], after: now }];
  return isList(old) && old.length > 0 ? [{ name, before: [], after: [], hidden: 'unreadable' }] : [];
}

/** @returns a word for what hides it; undefined for what is no IAM policy */
function statementsOf(value: Json | undefined): readonly Statement[] | 'sensitive' | 'unreadable' | undefined {
  if (value === undefined || isEmpty(value)) return [];
  const statements = readStatements(value);
  if (statements !== undefined) return statements;
  if (isSensitive(JSON.stringify(value))) return 'sensitive';
  return typeof value === 'string' && value.startsWith('${') ? 'unreadable' : undefined; // a reference
}

const isList = (value: readonly Statement[] | string | undefined): value is readonly Statement[] =>
  Array.isArray(value);
