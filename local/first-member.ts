import type { LocalApi } from './system';

/** Who signs in by the user pool of a local run. */
export interface FirstMember {
  readonly email: string;
  /** Works once. */
  readonly temporaryPassword: string;
}

const FIRST_MEMBER: FirstMember = { email: 'ana@example.com', temporaryPassword: 'Local-password-1' };

/** Makes the first member of the user pool, as an administrator of it does. @param attributes beside the e-mail address */
export async function makeFirstMember(
  api: LocalApi,
  attributes: Readonly<Record<string, string>> = {},
): Promise<FirstMember> {
  const { email, temporaryPassword: TemporaryPassword } = FIRST_MEMBER;
  const all = { email, email_verified: 'true', ...attributes };
  await api.askCognito('AdminCreateUser', {
    ...{ UserPoolId: api.signIn?.userPoolId, Username: email, TemporaryPassword, MessageAction: 'SUPPRESS' },
    UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
  });
  return FIRST_MEMBER;
}
