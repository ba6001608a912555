import { booking } from '../../../deployment/booking';
import type { Performance } from '../../../deployment/booking/performance/schema';
import { summaryOf } from '../../../deployment/performance/latencies';
import { contextOf } from '../../../deployment/project';
import { FUNCTIONS } from '../../../model/booking/functions';
import { change, type Changes } from '../../environments/change';
import type { Environment } from '../../../environments';
import { awsError, fakeAws } from '../aws';
import { disposable } from '../../stacks/booking/section';
import { dev as devWithout } from '../project';

const dev = (changes: Changes = {}): Environment =>
  devWithout({ 'systems.booking': structuredClone(disposable), ...changes });
const signal = new AbortController().signal;

test('a release switches its functions, by their names in the booking chat', () => {
  const released = booking.releases(dev());
  expect(released.map(({ name }) => name)).toEqual(Object.keys(FUNCTIONS));
  expect(released).toContainEqual({ name: 'agent', functionName: 'trinity-booking-agent-dev' });
});

test('features are those of its own section', () => {
  const on = (environment: Environment) =>
    booking.features(environment).flatMap(({ name, enabled }) => (enabled ? [name] : []));
  expect(on(dev())).toEqual(['X-Ray tracing of the API']);
  expect(on(dev({ 'systems.booking.functions.agent.reservedConcurrency': 5 }))).toContain('reserved concurrency');
});

describe('preflight', () => {
  const reserving = change(dev(), { 'systems.booking.functions.agent.reservedConcurrency': 50 }) as Environment;
  const checks = (environment: Environment, unreserved = 1_000) =>
    booking.preflight(
      contextOf({ environment, signal, system: 'booking', project: { root: '/', env: {} } }),
      fakeAws({
        GetFunctionConcurrencyCommand: ({ FunctionName }) =>
          /^trinity-booking-\w+-dev$/.test(String(FunctionName)) ? {} : new TypeError(String(FunctionName)),
        GetAccountSettingsCommand: () => ({
          AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: unreserved },
        }),
      }),
    );

  test('there is nothing to look at unless functions reserve executions', async () => {
    expect(checks(dev())).toEqual([]);
    const [check] = checks(reserving);
    expect(await check!.run(signal)).toEqual({
      status: 'passed',
      detail: '50 executions (agent 50) of the 1000 in eu-west-1; 950 are left to others',
    });
  });

  test('executions that the account has not', async () => {
    expect(await checks(reserving, 120)[0]!.run(signal)).toMatchObject({
      status: 'failed',
      next: expect.stringContaining('systems.booking.functions.*.reservedConcurrency') as string,
    });
  });
});

test('its tables are held, by their names in the booking chat; none of the room cache', async () => {
  const aws = fakeAws({
    DescribeTableCommand: ({ TableName }) =>
      ['trinity-booking-api-keys-dev', 'trinity-rooms-dev'].includes(String(TableName))
        ? { Table: { TableName, ItemCount: 3 } }
        : awsError('ResourceNotFoundException', 'no such table'),
  });
  expect(await booking.holdings(dev(), aws)).toEqual([
    {
      name: 'trinity-booking-api-keys-dev',
      what: '3 items, as DynamoDB counted some six hours ago or less',
      isAdopted: false,
    },
  ]);
});

test('copies are found by their table of tenants', async () => {
  const MADE = new Date('2026-11-20T09:00:00Z');
  const aws = fakeAws({
    ListTablesCommand: () => ({ TableNames: ['trinity-booking-tenants-dev-ana', 'trinity-rooms-dev-ben'] }),
    DescribeTableCommand: ({ TableName }) => ({
      Table: { TableName, TableArn: 'arn', CreationDateTime: MADE },
    }),
    ListTagsOfResourceCommand: () => ({
      Tags: Object.entries({ Owner: 'ana', CopyOf: 'dev' }).map(([Key, Value]) => ({ Key, Value })),
    }),
  });
  expect(await booking.copies(dev(), aws)).toEqual([{ environment: 'dev-ana', owner: 'ana', made: MADE }]);
});

test('it leaves nothing, and nothing of it ends soon', async () => {
  expect(await booking.leaves(dev(), fakeAws({}))).toEqual([]);
  expect(booking.warnings(dev(), Date.now())).toEqual([]);
});

test('what is not deployed, or not declared, is said with what to do', async () => {
  const nowhere = fakeAws({ ListGraphqlApisCommand: () => ({}) });
  await expect(booking.endToEnd(dev(), nowhere).run(signal)).rejects.toMatchObject({
    stage: 'invalid',
    message: 'There is no GraphQL API trinity-booking-api-dev in eu-west-1.',
    next: 'Run bin/trinity deploy dev-booking.',
  });
  const deployed = { environment: dev(), system: 'booking', resources: [], used: [], outputs: {} } as const;
  expect(() => booking.verification(deployed, fakeAws({}))).toThrow(
    'The Terraform state of dev-booking has no GraphQL endpoint: nothing is deployed.',
  );
  expect(() => booking.features(devWithout({ 'systems.booking': undefined }))).toThrow('dev has no systems.booking.');
});

describe('figures', () => {
  const { performance } = booking;
  const figures = (latencies: readonly number[], other: Partial<Performance> = {}): Performance => {
    const { percentiles, histogram } = summaryOf(latencies);
    return {
      ...{ measuredAt: '2026-11-22T09:00:00.000Z', limits: { messageP95Ms: 2_000 }, visitors: 5 },
      ...{ messages: latencies.length, errors: 0, errorMessages: [], messageMs: percentiles, histogram },
      cleanupProblem: null,
      ...other,
    };
  };

  test.each([
    [figures([2_000]), []],
    [figures([2_000.04]), ['A message is answered after 2001 ms at p95; allowed are 2000 ms.']],
    [figures([]), ['No message was answered.']],
    [
      figures([1], { errors: 1, errorMessages: ['no'], cleanupProblem: 'Left.' }),
      ['1 of 2 messages were not answered, allowed are none: no', 'Left.'],
    ],
  ])('what does not hold is said', (one, problems) => {
    expect(performance.judge(one)).toEqual(problems);
  });

  test('are said in words and drawn', () => {
    const one = figures([100, 200, 3_000]);
    expect(performance.summarize(one)).toBe('message p95 3000 ms');
    expect(performance.list(one)).toEqual([
      '3 messages of 5 visitors answered, 0 errors',
      'message: p50 200 ms, p95 3000 ms, p99 3000 ms',
    ]);
    expect(performance.print(one)[1]).toBe('  message  p50 200 ms   p95 3000 ms   p99 3000 ms   most 3000 ms');
    expect(performance.draw(one)).toContain('<title>Message latency: p95 3 s exceeds the limit of 2 s</title>');
    expect(performance.draw(one)).toContain('>3 messages of 5 visitors, one after the other, 0 errors<');
    expect(performance.draw(figures([]))).toContain('>Message latency: no message was answered<');
  });

  test('are read as they were written, and those of another shape are not', () => {
    const one = figures([1, 2]);
    expect(performance.schema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
    expect(performance.schema.safeParse({ ...one, more: 1 }).success).toBe(false);
  });
});
