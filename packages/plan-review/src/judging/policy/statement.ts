import { isObject, ownOf, parseDocument } from '../../plan/json';
import type { Json, JsonObject } from '../../plan/value';
import { repeatedKey } from '../../plan/repeated-key';
import { isEmpty, textsOf } from '../attributes';

/** A statement of an IAM policy, in one spelling. */
export interface Statement {
  readonly sid?: string;
  readonly isAllow: boolean;
  /** `AWS arn:aws:iam::123456789012:root`, `Service lambda.amazonaws.com`, `*`; none when the policy belongs to a principal. */
  readonly principals: readonly string[];
  /** `s3:GetObject`; `not s3:GetObject` for all but that. */
  readonly actions: readonly string[];
  /** None in a role's trust; `not ARN` for all but that. */
  readonly resources: readonly string[];
  /** `stringequals aws:sourceaccount`, each with its values. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** All that it allows or forbids, for whoever accepts it; its id is only a name. */
export const asJson = ({ isAllow, principals, actions, resources, conditions }: Statement): Json => ({
  ...{ isAllow, principals, actions, resources },
  conditions: [...conditions].map(([name, values]) => [name, ...values]),
});

/**
 * @param document a policy, or the text of one
 * @returns undefined for what is no IAM policy, or has anything in it that IAM does not know
 */
export function readStatements(document: Json): readonly Statement[] | undefined {
  const policy = typeof document === 'string' ? parseDocument(document) : document;
  if (!isObject(policy) || !hasOnly(['Version', 'Id', 'Statement'], policy)) return undefined;
  if (typeof document === 'string' && repeatedKey(document, policy) !== undefined) return undefined;
  const { Statement: statements } = policy;
  const list = Array.isArray(statements) ? (statements as Json[]) : [statements];
  return list.every(isStatement) ? list.map(readStatement) : undefined;
}

const KEYS = 'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' ');
const PRINCIPALS = ['AWS', 'CanonicalUser', 'Federated', 'Service'];

/** By IAM's grammar, which goes by the case of letters. What is left out there, AWS refuses, or reads who knows how. */
const isStatement = (value: Json | undefined): value is JsonObject =>
  isObject(value) &&
  hasOnly(KEYS, value) &&
  (value.Effect === 'Allow' || value.Effect === 'Deny') &&
  (value.Action !== undefined || value.NotAction !== undefined) &&
  hasOneOf(['Action', 'NotAction'], value, hasTexts) &&
  hasOneOf(['Resource', 'NotResource'], value, hasTexts) &&
  hasOneOf(['Principal', 'NotPrincipal'], value, hasPrincipals) &&
  (isEmpty(value.Condition) || (isObject(value.Condition) && Object.values(value.Condition).every(isObject)));

const hasOnly = (keys: readonly string[], value: JsonObject): boolean =>
  Object.keys(value).every((key) => keys.includes(key));

/** Or none. */
const hasOneOf = (keys: readonly string[], value: JsonObject, isRight: (child: Json) => boolean): boolean => {
  const found = keys.map((key) => ownOf(value, key)).filter((child) => child !== undefined);
  return found.length <= 1 && found.every(isRight);
};

/** A text, or some. */
const hasTexts = (value: Json | undefined): boolean => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((one) => typeof one === 'string' && one !== '');
};

const hasPrincipals = (value: Json | undefined): boolean =>
  isObject(value)
    ? Object.keys(value).length > 0 && hasOnly(PRINCIPALS, value) && Object.values(value).every(hasTexts)
    : hasTexts(value);

/** Without a look at whether it is one. */
export const readStatement = (statement: JsonObject): Statement => ({
  ...(typeof statement.Sid === 'string' && statement.Sid !== '' && { sid: statement.Sid }),
  isAllow: statement.Effect === 'Allow',
  principals: either(principalsOf(statement.Principal), principalsOf(statement.NotPrincipal)),
  actions: either(textsOf(statement.Action), textsOf(statement.NotAction)),
  resources: either(textsOf(statement.Resource), textsOf(statement.NotResource)),
  conditions: conditionsOf(statement.Condition),
});

const either = (these: readonly string[], allBut: readonly string[]): readonly string[] =>
  allBut.length > 0 ? [`not ${[...allBut].sort().join(', ')}`] : these;

function principalsOf(value: Json | undefined): readonly string[] {
  if (!isObject(value)) return textsOf(value);
  return Object.entries(value).flatMap(([kind, names]) =>
    textsOf(names).map((one) => (one === '*' ? '*' : `${kind} ${one}`)),
  );
}

function conditionsOf(value: Json | undefined): Statement['conditions'] {
  const operators = isObject(value) ? Object.entries(value) : [];
  return new Map(
    operators.flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(
        ([key, values]) => [`${operator} ${key}`.toLowerCase(), valuesOf(values)] as const,
      ),
    ),
  );
}

const valuesOf = (value: Json): readonly string[] =>
  (Array.isArray(value) ? (value as Json[]) : [value]).map((one) =>
    typeof one === 'string' ? one : JSON.stringify(one),
  );
