import { own } from '../../../keys/own';
import { matches } from '../../../packages/plan-review/src/judging/policy/match';
import type { Need } from './needs';

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
  [Action].flat().some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
  [Resource].flat().some((pattern) => matches(pattern, resource)) &&
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, own(context, key), [values].flat())),
  );

/** Without a value, neither holds. */
function holds(operator: string, value: string | undefined, values: readonly string[]): boolean {
  if (operator !== 'StringEquals' && operator !== 'StringLike' && operator !== 'ArnLike') {
    throw new Error(`The condition ${operator} is not known to the emulated AWS.`);
  }
  if (value === undefined) return false;
  return operator === 'StringEquals' ? values.includes(value) : values.some((one) => matches(one, value));
}
