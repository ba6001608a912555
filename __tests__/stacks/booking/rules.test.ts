import { change, dev, prod, problemsOf, type Changes } from '../../environments/change';
import { disposable, guarded, withBooking } from './section';

/** What the loader says of prod, or dev, with a changed section. */
const inProd = (changes: Changes) =>
  problemsOf({ 'environments/prod.ts': withBooking(change(guarded, changes) as typeof guarded, prod) });
const inDev = (changes: Changes) =>
  problemsOf({ 'environments/dev.ts': withBooking(change(disposable, changes) as typeof disposable, dev) });
const off = { enabled: false, reason: 'nobody has asked' };

test('prod takes what is guarded, dev what is not', () => {
  expect(inProd({})).toEqual([]);
  expect(inDev({})).toEqual([]);
});

test.each(['deletionProtection', 'pointInTimeRecovery'])('prod does not do without %s of a table', (protection) => {
  expect(inProd({ [`tables.bookings.${protection}`]: off })).toEqual([
    {
      file: 'environments/prod.ts',
      path: `systems.booking.tables.bookings.${protection}.enabled`,
      value: false,
      allowed: "true; prod's tables hold what businesses and their customers cannot get back",
    },
  ]);
});

test('prod does not do without deletion protection of its administrators', () => {
  expect(inProd({ 'administrators.deletionProtection': off })).toEqual([
    {
      file: 'environments/prod.ts',
      path: 'systems.booking.administrators.deletionProtection.enabled',
      value: false,
      allowed: "true; prod's user pool holds what businesses cannot get back: who may manage which",
    },
  ]);
});

test('a person’s copy can go, with its administrators', () => {
  expect(inDev({ 'administrators.deletionProtection': { enabled: true } })).toMatchObject([
    { path: 'systems.booking.administrators.deletionProtection.enabled', value: true },
  ]);
  expect(inDev({ 'tables.tenants.deletionProtection': { enabled: true } })).toMatchObject([
    { path: 'systems.booking.tables.tenants.deletionProtection.enabled', value: true },
  ]);
});

test('prod wants a second factor of its administrators, dev may leave it to them', () => {
  expect(inProd({ 'administrators.mfa': 'OPTIONAL' })).toEqual([
    {
      file: 'environments/prod.ts',
      path: 'systems.booking.administrators.mfa',
      value: 'OPTIONAL',
      allowed: "'ON'; prod's administrators see what customers have said of themselves",
    },
  ]);
  expect(inDev({ 'administrators.mfa': 'ON' })).toEqual([]);
});

test('prod shows its schema to nobody', () => {
  expect(inProd({ 'api.introspection': true })).toMatchObject([{ path: 'systems.booking.api.introspection' }]);
});

test('an authorizer answers while AppSync waits', () => {
  expect(inDev({ 'functions.authorizer.timeout': 10 })).toEqual([]);
  expect(inDev({ 'functions.authorizer.timeout': 11 })).toEqual([
    {
      file: 'environments/dev.ts',
      path: 'systems.booking.functions.authorizer.timeout',
      value: 11,
      allowed: 'at most 10 seconds; AppSync waits no longer for who lets clients in',
    },
  ]);
});

describe('a model of Bedrock', () => {
  const nova = { kind: 'BEDROCK', modelId: 'eu.amazon.nova-lite-v1:0' };
  const extractor = (more: object) => ({ 'chat.extractor': { ...nova, ...more } });
  const at = (path: string, value: unknown, allowed: string) => [
    { file: 'environments/dev.ts', path: `systems.booking.${path}`, value, allowed },
  ];

  test('may be named by its id or that of an inference profile, with a region and a time', () => {
    for (const modelId of ['anthropic.claude-3-haiku-20240307-v1:0', 'us-gov.amazon.nova-lite-v1:0', 'zai.glm-4.6']) {
      expect(inDev(extractor({ modelId, region: 'eu-central-1', timeoutMs: 8_000 }))).toEqual([]);
    }
    expect(inDev({ 'chat.extractor': { kind: 'RULES' } })).toEqual([]);
    expect(inDev({ 'chat.extractor': undefined })).toEqual([]);
  });

  test('has an id, and no other key than it knows', () => {
    const arn = 'arn:aws:bedrock:eu-west-1:111111111111:application-inference-profile/a1b2';
    const ids = "the id of a model or an inference profile of Bedrock, such as 'eu.amazon.nova-lite-v1:0', and no ARN";
    for (const modelId of [arn, 'nova', '', '*', 'amazon.nova*', 'amazon.${nova}', 'Amazon.Nova Lite']) {
      expect(inDev(extractor({ modelId }))).toMatchObject([
        {
          path: 'systems.booking.chat.extractor.modelId',
          value: modelId,
          allowed: expect.stringContaining(ids) as string,
        },
      ]);
    }
    expect(inDev(extractor({ modelID: 'x' }))).toEqual(
      at('chat.extractor.modelID', 'x', 'no key of this name; did you mean modelId?'),
    );
    expect(inDev({ 'chat.extractor': { kind: 'RULES', modelId: 'x' } })).toMatchObject([
      { path: 'systems.booking.chat.extractor.modelId' },
    ]);
    expect(inDev({ 'chat.extractor': { kind: 'OPENAI' } })).toEqual(
      at('chat.extractor.kind', 'OPENAI', "'RULES' or 'BEDROCK'"),
    );
    expect(inDev(extractor({ timeoutMs: 100 }))).toEqual(
      at('chat.extractor.timeoutMs', 100, 'a whole number from 500 to 20000 milliseconds'),
    );
  });

  test('leaves the agent time for its tables, whatever it takes itself', () => {
    expect(inDev({ ...extractor({}), 'functions.agent.timeout': 10 })).toEqual([]);
    expect(inDev({ ...extractor({}), 'functions.agent.timeout': 9 })).toEqual(
      at(
        'functions.agent.timeout',
        9,
        'at least 10 seconds; the agent waits 4000 ms for Bedrock (chat.extractor.timeoutMs), and its tables need 6 s besides',
      ),
    );
    expect(inDev(extractor({ timeoutMs: 9_001 }))).toMatchObject([{ path: 'systems.booking.functions.agent.timeout' }]);
    expect(inDev({ ...extractor({ timeoutMs: 20_000 }), 'functions.agent.timeout': 26 })).toEqual([]);
    expect(inDev({ 'chat.extractor': { kind: 'RULES' }, 'functions.agent.timeout': 1 })).toEqual([]);
  });

  test('is in reach of the function: in its partition, where there is Bedrock', () => {
    expect(inDev(extractor({ region: 'cn-north-1' }))).toEqual(
      at('chat.extractor.region', 'cn-north-1', 'a region of the partition aws, as eu-west-1 is'),
    );
    const inChina = change(withBooking(change(disposable, extractor({})) as typeof disposable), {
      region: 'cn-north-1',
    });
    expect(problemsOf({ 'environments/dev.ts': inChina })).toContainEqual(
      expect.objectContaining({
        path: 'systems.booking.chat.extractor.kind',
        allowed: "'RULES'; there is no Bedrock in China",
      }),
    );
  });
});

test('what is misspelled, left out or too large is named with its path', () => {
  const problems = inDev({
    'tables.conversatons': disposable.tables.conversations,
    'tables.conversations': undefined,
    'widgets.authorizerTtlSeconds': 3601,
    'administrators.mfa': 'OFF',
  });
  expect(problems.map(({ path }) => path).sort()).toEqual([
    'systems.booking.administrators.mfa',
    'systems.booking.tables.conversations',
    'systems.booking.tables.conversatons',
    'systems.booking.widgets.authorizerTtlSeconds',
  ]);
});
