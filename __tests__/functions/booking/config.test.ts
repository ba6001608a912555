import { readConfig as readAgent } from '../../../functions/booking/agent/config';
import { readConfig as readAuthorizer } from '../../../functions/booking/authorizer/config';
import { readConfig as readAvailability } from '../../../functions/booking/availability/config';
import { readConfig as readBookings } from '../../../functions/booking/bookings/config';
import { readConfig as readCatalog } from '../../../functions/booking/catalog/config';

const all = {
  ...{ ENVIRONMENT: 'dev', LOG_LEVEL: 'INFO', TENANTS_TABLE: 't', API_KEYS_TABLE: 'k', SERVICES_TABLE: 's' },
  ...{ PROVIDERS_TABLE: 'p', AVAILABILITY_TABLE: 'a', BOOKINGS_TABLE: 'b', CONVERSATIONS_TABLE: 'c' },
  ...{ CONVERSATION_TTL_SECONDS: '604800', AUTHORIZER_TTL_SECONDS: '60' },
};
const common = { environment: 'dev', logLevel: 'INFO' };
const catalog = { tenants: 't', services: 's', providers: 'p' };

test('each function is told its tables', () => {
  expect(readAuthorizer(all)).toEqual({
    ...{ ...common, tables: { tenants: 't', apiKeys: 'k' }, authorizerTtlSeconds: 60 },
  });
  expect(readAvailability(all)).toEqual({ ...common, tables: { ...catalog, availability: 'a' } });
  const bookings = { ...catalog, apiKeys: 'k', availability: 'a', bookings: 'b' };
  expect(readBookings(all)).toEqual({ ...common, tables: bookings });
  expect(readCatalog(all)).toEqual({ ...common, tables: { ...bookings, conversations: 'c' } });
  expect(readAgent(all)).toEqual({
    ...{ ...common, tables: { ...bookings, conversations: 'c' }, conversationTtlSeconds: 604_800 },
  });
});

test('the agent is told of Bedrock whole, or not at all', () => {
  const bedrock = {
    BEDROCK_MODEL_ID: 'amazon.nova-lite-v1:0',
    BEDROCK_REGION: 'eu-west-1',
    BEDROCK_TIMEOUT_MS: '4000',
  };
  expect(readAgent({ ...all, ...bedrock })).toMatchObject({
    bedrock: { modelId: 'amazon.nova-lite-v1:0', region: 'eu-west-1', timeoutMs: 4000 },
    conversationTtlSeconds: 604_800,
  });
  expect(() => readAgent({ ...all, ...bedrock, BEDROCK_REGION: undefined })).toThrow('  BEDROCK_REGION is missing: ');
});

test('what is missing or wrong is named, with where it is set', () => {
  const read = () => readAgent({ ...all, TENANTS_TABLE: undefined, CONVERSATION_TTL_SECONDS: 'a week' });
  for (const part of [
    'The environment variables of the function "agent" are wrong:',
    '  TENANTS_TABLE is missing: ',
    '  CONVERSATION_TTL_SECONDS is "a week": ',
    'stacks/booking/functions.ts',
  ]) {
    expect(read).toThrow(part);
  }
});
