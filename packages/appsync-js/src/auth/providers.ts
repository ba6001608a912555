import type { ApiDefinition } from '../definition';
import type { Problem } from '../errors';
import type { Providers } from './authentication';

export function providersOf(
  definition: Pick<ApiDefinition, 'authentication' | 'additionalAuthenticationProviders'>,
): Providers {
  const { authentication = { authenticationType: 'API_KEY' }, additionalAuthenticationProviders = [] } = definition;
  return [authentication, ...additionalAuthenticationProviders];
}

/** A regular expression that a whole text has to match. */
export const wholly = (expression: string): RegExp => new RegExp(`^(?:${expression})$`);

/** The API's; of one that has no name in AWS, one that is well-formed. */
export const arnOf = ({ arn = 'arn:aws:appsync:us-east-1:123456789012:apis/local' }: ApiDefinition): string => arn;

/** The longest that an authorizer's answer may count, seconds. */
const MAX_RESULT_TTL = 3600;

/**
 * What AppSync refuses of an API's providers: "you can't specify them again as one of the additional authorization modes" of
 * API_KEY and AWS_LAMBDA, and no user pool twice
 * (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#authorization-types).
 */
export function checkProviders(providers: Providers): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, provider] of providers.entries()) {
    const where = index === 0 ? 'authentication' : `additionalAuthenticationProviders[${index - 1}]`;
    const add = (message: string): unknown => problems.push({ where, message });
    const isExpression = (name: string, expression: string | undefined): void => {
      try {
        new RegExp(expression ?? '');
      } catch {
        add(`${name} is no regular expression: ${expression}`);
      }
    };
    const name =
      provider.authenticationType === 'AMAZON_COGNITO_USER_POOLS'
        ? `the user pool ${provider.userPoolConfig.userPoolId}`
        : provider.authenticationType;
    if (seen.has(name)) add(`An API has ${name} once; here it is there twice.`);
    seen.add(name);
    if (provider.authenticationType === 'AWS_LAMBDA') {
      const { authorizerResultTtlInSeconds: ttl = 0, identityValidationExpression } = provider.lambdaAuthorizerConfig;
      const isTtl = Number.isInteger(ttl) && ttl >= 0 && ttl <= MAX_RESULT_TTL;
      if (!isTtl) add(`authorizerResultTtlInSeconds is ${ttl}: allowed are 0 to ${MAX_RESULT_TTL} seconds.`);
      isExpression('identityValidationExpression', identityValidationExpression);
    }
    if (provider.authenticationType === 'AMAZON_COGNITO_USER_POOLS') {
      const { defaultAction, appIdClientRegex } = provider.userPoolConfig;
      if (index > 0 && defaultAction !== undefined) {
        add(`defaultAction is ${defaultAction}: only the default provider has one (CognitoUserPoolConfig has none).`);
      }
      isExpression('appIdClientRegex', appIdClientRegex);
    }
  }
  return problems;
}
