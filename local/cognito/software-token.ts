import type { Member } from './members';
import type { Pool } from './pool';
import { CognitoRefusal, invalid } from './refusal';
import { newSecret, stepOf } from './totp';

/** A new secret for an app; the one that there is counts until a code of the new one was right. @throws CognitoRefusal */
export function associate({ settings }: Pool, member: Member): string {
  if (settings.mfa === 'OFF' || !settings.hasSoftwareToken)
    throw new CognitoRefusal(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
    );
  return (member.newSecret = newSecret());
}

/** @throws CognitoRefusal for a wrong code */
export function verify({ members, now }: Pool, member: Member, code: string): void {
  const { newSecret: secret } = member;
  if (secret === undefined) throw invalid('Software Token MFA has not been associated by the user.');
  const step = stepOf(secret, code, now());
  members.judge(
    member,
    () => step !== undefined,
    () => new CognitoRefusal('EnableSoftwareTokenMFAException', 'Code mismatch'),
  );
  member.totp = { secret, step: step! };
  member.newSecret = undefined;
}
