import * as z from 'zod/mini';
import { common, notEmpty, parseEnvironment, wholeNumber } from '../../shared/environment-variables';

const schema = z.object({
  ...common,
  TENANTS_TABLE: notEmpty,
  API_KEYS_TABLE: notEmpty,
  AUTHORIZER_TTL_SECONDS: wholeNumber,
});

export interface AuthorizerConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: Readonly<Record<'tenants' | 'apiKeys', string>>;
  /** Seconds for which AppSync lets a key in without asking again. */
  readonly authorizerTtlSeconds: number;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): AuthorizerConfig {
  const values = parseEnvironment({ system: 'booking', functionName: 'authorizer' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: {
      tenants: values.TENANTS_TABLE,
      apiKeys: values.API_KEYS_TABLE,
    },
    authorizerTtlSeconds: values.AUTHORIZER_TTL_SECONDS,
  };
}
