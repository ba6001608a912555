import { jsonOf, type Answer } from './door/messages';
import { regionOf } from './door/region';
import { askMoto } from './moto/ask';

/**
 * What only a creation can say of a user pool, and its tags, which the provider gives and takes by requests of their own.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
 */
const KEPT = ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'UserPoolTags'];

/**
 * Cognito: moto 5.2 takes an update as all that there is, and forgets what it does not say, so that Terraform would make the pool anew,
 * or tag it again.
 */
export const withUserPools =
  (moto: Answer): Answer =>
  async (request) => {
    if (request.operation !== 'UpdateUserPool') return moto(request);
    const input = jsonOf(request);
    const { body } = await askMoto(moto, {
      service: 'cognito-idp',
      region: regionOf(request),
      target: 'AWSCognitoIdentityProviderService.DescribeUserPool',
      input: { UserPoolId: input['UserPoolId'] },
    });
    const pool = Object.entries(body['UserPool'] ?? {}).filter(([key]) => KEPT.includes(key));
    return moto({ ...request, body: Buffer.from(JSON.stringify({ ...Object.fromEntries(pool), ...input })) });
  };
