import { own } from '../../keys/own';
import { matchesWildcard } from '../../keys/wildcard';

/** A permission that a request takes. */
export interface Need {
  /** `dynamodb:CreateTable` */
  readonly action: string;
  /** ARN; `*` where AWS knows no resource of the action. */
  readonly resource: string;
  /** What conditions can ask for, by key: `iam:PassedToService`. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A statement of a policy of IAM, as far as it is looked at here. */
export interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/**
 * What IAM decides by these statements: a deny goes before all that is allowed, and what nobody allows is denied.
 *
 * @throws Error for an operator of a condition that is not known here
 */
export function decide(statements: readonly Statement[], need: Need): Decision {
  const meant = statements.filter((one) => isAbout(one, need));
  if (meant.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return meant.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'implicitDeny';
}

const isAbout = ({ Action = [], Resource = [], Condition = {} }: Statement, { action, resource, context = {} }: Need) =>
  [Action].flat().some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())) &&
  [Resource].flat().some((pattern) => matchesWildcard(pattern, resource)) &&
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, own(context, key), [values].flat())),
  );

/** Without a value, neither holds. */
function holds(operator: string, value: string | undefined, values: readonly string[]): boolean {
  if (operator !== 'StringEquals' && operator !== 'StringLike' && operator !== 'ArnLike') {
    throw new Error(`The condition ${operator} of a policy is not known here (local/iam/decide.ts).`);
  }
  if (value === undefined) return false;
  return operator === 'StringEquals' ? values.includes(value) : values.some((one) => matchesWildcard(one, value));
}

/** AWS's words (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html). @param user ARN of who asks */
export function deniedMessage(
  user: string,
  { action, resource }: Need,
  decision: Exclude<Decision, 'allowed'>,
): string {
  const because =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}
