import * as z from 'zod/mini';
import type { TableName } from '../../../model/booking/tables';
import { common, notEmpty, parseEnvironment } from '../../shared/environment-variables';

const schema = z.object({
  ...common,
  TENANTS_TABLE: notEmpty,
  API_KEYS_TABLE: notEmpty,
  SERVICES_TABLE: notEmpty,
  PROVIDERS_TABLE: notEmpty,
  AVAILABILITY_TABLE: notEmpty,
  BOOKINGS_TABLE: notEmpty,
  CONVERSATIONS_TABLE: notEmpty,
});

export interface CatalogConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: Readonly<Record<TableName, string>>;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): CatalogConfig {
  const values = parseEnvironment({ system: 'booking', functionName: 'catalog' }, schema, variables);
  return {
    environment: values.ENVIRONMENT,
    logLevel: values.LOG_LEVEL,
    tables: {
      tenants: values.TENANTS_TABLE,
      apiKeys: values.API_KEYS_TABLE,
      services: values.SERVICES_TABLE,
      providers: values.PROVIDERS_TABLE,
      availability: values.AVAILABILITY_TABLE,
      bookings: values.BOOKINGS_TABLE,
      conversations: values.CONVERSATIONS_TABLE,
    },
  };
}
