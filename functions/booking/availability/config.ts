import * as z from 'zod/mini';
import { common, notEmpty, parseEnvironment } from '../../shared/environment-variables';

const schema = z.object({
  ...common,
  TENANTS_TABLE: notEmpty,
  SERVICES_TABLE: notEmpty,
  PROVIDERS_TABLE: notEmpty,
  AVAILABILITY_TABLE: notEmpty,
});

export interface AvailabilityConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: Readonly<Record<'tenants' | 'services' | 'providers' | 'availability', string>>;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): AvailabilityConfig {
  const values = parseEnvironment({ system: 'booking', functionName: 'availability' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: {
      tenants: values.TENANTS_TABLE,
      services: values.SERVICES_TABLE,
      providers: values.PROVIDERS_TABLE,
      availability: values.AVAILABILITY_TABLE,
    },
  };
}
