import type { Member } from './members';
import { invalid } from './refusal';

/** By which members are looked for; those of a pool's own are not among them. */
const SEARCHABLE = [
  ...['username', 'email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'],
  ...['cognito:user_status', 'status', 'sub'],
];

/**
 * `email ^= "ana"`: an attribute, what it is (`=`) or begins with (`^=`), and a text in quotes.
 *
 * @returns whether a member is meant @throws CognitoRefusal
 */
export function readFilter(filter: string, isCaseSensitive: boolean): (member: Member) => boolean {
  if (filter.trim() === '') return () => true;
  const [, , name = '', how, quoted = ''] = /^\s*("?)([\w:]+)\1\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (how === undefined) throw invalid('One or more filters are not valid: an example is email = "ana@example.com".');
  if (!SEARCHABLE.includes(name))
    throw invalid(`Invalid search attribute: ${name}. Members are looked for by ${SEARCHABLE.join(', ')}.`);
  const fold = (text: string) => (isCaseSensitive && name !== 'status' ? text : text.toLowerCase());
  const meant = fold(quoted.replace(/\\(.)/g, '$1'));
  return (member) => {
    const value = fold(valueOf(member, name));
    return how === '=' ? value === meant : value.startsWith(meant);
  };
}

function valueOf({ username, isEnabled, status, attributes }: Member, name: string): string {
  switch (name) {
    case 'username':
      return username;
    case 'status':
      return isEnabled ? 'Enabled' : 'Disabled';
    case 'cognito:user_status':
      return status;
    default:
      return attributes.get(name) ?? '';
  }
}
