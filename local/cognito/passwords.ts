import { randomInt } from 'node:crypto';
import { CognitoRefusal, invalid } from './refusal';
import type { PoolSettings } from './settings';

/** What a password may have to have, and how its lack is told. A blank inside counts as a symbol. */
const KINDS = [
  ['RequireUppercase', /[A-Z]/, 'uppercase characters', 'ABCDEFGHJKLMNPQRSTUVWXYZ'],
  ['RequireLowercase', /[a-z]/, 'lowercase characters', 'abcdefghijkmnpqrstuvwxyz'],
  ['RequireNumbers', /[0-9]/, 'numeric characters', '23456789'],
  ['RequireSymbols', /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`+=\- ]/, 'symbol characters', '!#%+-=?_'],
] as const;

const LONGEST = 256;

/** @throws CognitoRefusal for one that the pool's policy does not take */
export function checkPassword({ password: policy }: PoolSettings, password: string): void {
  if (password.length > LONGEST) throw invalid(`Passwords are at most ${LONGEST} characters long.`);
  if (password !== password.trim()) throw refused('Password must not begin or end with a blank');
  if ([...password].length < policy.MinimumLength) throw refused('Password not long enough');
  for (const [rule, has, what] of KINDS) {
    if (policy[rule] && !has.test(password)) throw refused(`Password must have ${what}`);
  }
}

const refused = (why: string): CognitoRefusal =>
  new CognitoRefusal('InvalidPasswordException', `Password did not conform with policy: ${why}`);

/** One that the policy takes, whatever it asks for. */
export function newPassword({ password: policy }: PoolSettings): string {
  const any = (letters: string) => letters[randomInt(letters.length)]!;
  const all = KINDS.map(([, , , letters]) => letters);
  const rest = Array.from({ length: Math.max(policy.MinimumLength, 12) - all.length }, () => any(all.join('')));
  return [...all.map(any), ...rest].join('');
}
