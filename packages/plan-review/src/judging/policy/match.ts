import { matchesWildcard } from '../../../../../keys/wildcard';
import type { Statement } from './statement';

/** One action, on one resource, by one principal. */
export interface Atom {
  readonly principal?: string;
  readonly action: string;
  readonly resource?: string;
  readonly statement: Statement;
}

export const atomsOf = (statement: Statement): readonly Atom[] =>
  orNone(statement.principals).flatMap((principal) =>
    statement.actions.flatMap((action) =>
      orNone(statement.resources).map((resource) => ({
        ...(principal !== undefined && { principal }),
        action,
        ...(resource !== undefined && { resource }),
        statement,
      })),
    ),
  );

/** Whether a statement says the same, or more; its conditions aside. */
export const reaches = ({ principals, actions, resources }: Statement, atom: Atom): boolean =>
  actions.some((action) => matches(action.toLowerCase(), atom.action.toLowerCase())) &&
  (atom.resource === undefined
    ? resources.length === 0
    : resources.some((resource) => matches(resource, atom.resource!))) &&
  (atom.principal === undefined
    ? principals.length === 0
    : principals.some((principal) => matchesPrincipal(principal, atom.principal!)));

/** Whether all that one statement asks for is asked for by the other, too: it holds no oftener. */
export const isAsStrict = (other: Statement, one: Statement): boolean => unmetBy(other, one).length === 0;

/** Names of the conditions of one statement that the other does not ask for, or not as strictly. */
export const unmetBy = (other: Statement, one: Statement): readonly string[] =>
  [...one.conditions]
    .filter(([name, values]) => {
      const others = other.conditions.get(name) ?? other.conditions.get(name.replace('ifexists ', ' '));
      if (others === undefined) return true;
      // Of a negation, more values are the stricter ones.
      return name.split(' ')[0]!.includes('not')
        ? !values.every((value) => others.includes(value))
        : !others.every((value) => values.includes(value));
    })
    .map(([name]) => name);

/** Whether a pattern with `*` and `?` stands for a text, which may be a pattern itself. */
export function matches(pattern: string, text: string): boolean {
  if (isAllBut(pattern) || isAllBut(text)) return pattern === text || pattern === '*';
  return matchesWildcard(pattern, text);
}

/** `not a*` leaves out more than `not ab`: that no pattern says. */
const isAllBut = (text: string): boolean => text.startsWith('not ');

/** An account stands for all of its principals. */
export function matchesPrincipal(pattern: string, principal: string): boolean {
  if (pattern === '*' || pattern === principal) return true;
  const account = /^AWS (?:arn:[^:]*:iam::)?([^:]+?)(?::root)?$/.exec(pattern)?.[1];
  return account !== undefined && new RegExp(`^AWS (arn:[^:]*:(iam|sts)::)?${escape(account)}(:|$)`).test(principal);
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const orNone = (names: readonly string[]): readonly (string | undefined)[] => (names.length > 0 ? names : [undefined]);
