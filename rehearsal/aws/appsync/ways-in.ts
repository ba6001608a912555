import { own } from '../../../keys/own';
import { providersOf, type AuthenticationProvider } from '../../../packages/appsync-js/src';
import { checkProviders } from '../../../packages/appsync-js/src/auth/providers';
import type { JsonObject } from '../door/messages';
import { badRequest } from './store';

/** The ways into an API as the engine takes them. */
export interface WaysIn {
  readonly authentication: AuthenticationProvider;
  readonly additionalAuthenticationProviders: readonly AuthenticationProvider[];
}

/** @returns undefined where the API's default way in does not run here */
export function waysInto(api: JsonObject): WaysIn | undefined {
  const authentication = providerOf(api);
  return authentication && { authentication, additionalAuthenticationProviders: additionalOf(api) };
}

/** @throws AwsError where AppSync would refuse an API, or an update of one */
export function checkWaysInto(api: JsonObject): void {
  const ways = waysInto(api);
  const [first] = ways ? checkProviders(providersOf(ways)) : [];
  if (first) throw badRequest(`${first.where}: ${first.message}`);
}

/** Those that do not run here let nobody in: a schema with their directives is refused. */
const additionalOf = (api: JsonObject): AuthenticationProvider[] =>
  ((api['additionalAuthenticationProviders'] ?? []) as readonly JsonObject[]).flatMap((one) => providerOf(one) ?? []);

function providerOf(settings: JsonObject): AuthenticationProvider | undefined {
  const config = (name: string, words: string): never => {
    const found = own(settings, name);
    if (found === undefined || found === null) throw badRequest(`${words} missing`); // seen in hashicorp/terraform-cdk#2971
    return found as never;
  };
  const authenticationType = settings['authenticationType'];
  switch (authenticationType) {
    case 'API_KEY':
      return { authenticationType };
    case 'AWS_LAMBDA':
      return {
        authenticationType,
        lambdaAuthorizerConfig: config('lambdaAuthorizerConfig', 'Lambda Authorizer Config'),
      };
    case 'AMAZON_COGNITO_USER_POOLS':
      return { authenticationType, userPoolConfig: config('userPoolConfig', 'User Pool Config') };
    default:
      return undefined;
  }
}
