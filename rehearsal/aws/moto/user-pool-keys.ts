import type { UserPoolKeys } from '../../../packages/appsync-js/src';
import { type Answer, AwsError, jsonOf } from '../door/messages';

/** The public keys of a user pool of moto's, where Cognito serves them. @throws AwsError when there is no such pool */
export async function userPoolKeys(moto: Answer, userPoolId: string): Promise<UserPoolKeys> {
  const url = new URL(`/${userPoolId}/.well-known/jwks.json`, 'http://127.0.0.1');
  const asked = { service: 'cognito-idp', operation: 'GetSigningKeys', protocol: 'rest-json', method: 'GET' } as const;
  const { status, body } = await moto({ ...asked, url, headers: {}, body: Buffer.alloc(0) });
  if (status === 200) return jsonOf({ body: Buffer.from(body) }) as unknown as UserPoolKeys;
  throw new AwsError(status, 'NotFoundException', `There are no keys of the user pool ${userPoolId}.`);
}
