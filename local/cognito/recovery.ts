import { randomInt } from 'node:crypto';
import type { Member } from './members';
import type { Pool } from './pool';
import { invalid, notAuthorized } from './refusal';
import type { PoolSettings } from './settings';

/** As Cognito tells where a code has gone, without telling the address. */
export interface Delivery {
  readonly Destination: string;
  readonly DeliveryMedium: 'EMAIL' | 'SMS';
  readonly AttributeName: string;
}

/** By which address a password is set anew: one that is verified. @throws CognitoRefusal when there is none */
export function recoveryOf({ recovery }: PoolSettings, { attributes }: Member): string {
  if (recovery[0] === 'admin_only') throw notAuthorized('Contact administrator to reset password.');
  const names = recovery.length > 0 ? recovery.map((name) => name.replace('verified_', '')) : ['phone_number', 'email'];
  const found = names.find((name) => attributes.get(`${name}_verified`) === 'true' && attributes.get(name));
  if (found !== undefined) return found;
  throw invalid('Cannot reset password for the user as there is no registered/verified email or phone_number');
}

/** Sends a code to an address of a member. @param purpose what it is asked for: `password`, or the address itself */
export function sendCode({ members, send }: Pool, member: Member, purpose: string, address: string): Delivery {
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  const to = member.attributes.get(address)!;
  members.sendCode(member, purpose, digits);
  send({ to, what: 'code', username: member.username, secret: digits });
  return deliveryTo(address, to);
}

/** `a***@e***` */
export const deliveryTo = (address: string, to: string): Delivery => ({
  AttributeName: address,
  DeliveryMedium: address === 'email' ? 'EMAIL' : 'SMS',
  Destination: address === 'email' ? to.replace(/([^@])[^@]*/g, '$1***') : to.replace(/\d(?=\d{4})/g, '*'),
});
