import * as z from 'zod/mini';
import { common, notEmpty, parseEnvironment, wholeNumber } from '../../shared/environment-variables';
import type { BedrockConfig } from './bedrock';

const schema = z.object({
  ...common,
  TENANTS_TABLE: notEmpty,
  API_KEYS_TABLE: notEmpty,
  SERVICES_TABLE: notEmpty,
  PROVIDERS_TABLE: notEmpty,
  AVAILABILITY_TABLE: notEmpty,
  BOOKINGS_TABLE: notEmpty,
  CONVERSATIONS_TABLE: notEmpty,
  CONVERSATION_TTL_SECONDS: wholeNumber,
});
const withBedrock = z.extend(schema, {
  BEDROCK_MODEL_ID: notEmpty,
  BEDROCK_REGION: notEmpty,
  BEDROCK_TIMEOUT_MS: wholeNumber,
});

export interface AgentConfig {
  readonly environment: string;
  readonly logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  readonly tables: Readonly<
    Record<'tenants' | 'apiKeys' | 'services' | 'providers' | 'availability' | 'bookings' | 'conversations', string>
  >;
  /** How long a conversation is kept after its last message. */
  readonly conversationTtlSeconds: number;
  /** What reads messages beside the rules. Default: nothing does. */
  readonly bedrock?: BedrockConfig;
}

/** What Terraform has told this function. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): AgentConfig {
  const of = { system: 'booking', functionName: 'agent' };
  const bedrock = variables.BEDROCK_MODEL_ID === undefined ? undefined : parseEnvironment(of, withBedrock, variables);
  const values = bedrock ?? parseEnvironment(of, schema, variables);
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
    conversationTtlSeconds: values.CONVERSATION_TTL_SECONDS,
    ...(bedrock && {
      bedrock: {
        modelId: bedrock.BEDROCK_MODEL_ID,
        region: bedrock.BEDROCK_REGION,
        timeoutMs: bedrock.BEDROCK_TIMEOUT_MS,
      },
    }),
  };
}
