import { UpstreamError } from '../../../functions/shared/errors';
import { ParameterKey } from '../../../functions/room-cache/shared/tmdb/key';
import { createRuntime } from '../support/machine';

function setUp(initial = 'first') {
  const runtime = createRuntime();
  const parameter = { value: initial, reads: 0, failure: undefined as Error | undefined };
  const read = () => {
    parameter.reads += 1;
    return parameter.failure ? Promise.reject(parameter.failure) : Promise.resolve(parameter.value);
  };
  return { key: new ParameterKey('/trinity/dev/tmdb', read, runtime.now), parameter, runtime };
}

test('the key is read when it is first needed, and then kept for five minutes', async () => {
  const { key, parameter, runtime } = setUp();
  expect(parameter.reads).toBe(0);
  expect(await key.get()).toBe('first');
  parameter.value = 'second';
  runtime.time += 299_999;
  expect(await key.get()).toBe('first');
  runtime.time += 1;
  expect(await key.get()).toBe('second');
  expect(parameter.reads).toBe(2);
});

test('many at once read it once', async () => {
  const { key, parameter } = setUp();
  expect(await Promise.all(Array.from({ length: 40 }, () => key.get()))).toEqual(
    Array.from({ length: 40 }, () => 'first'),
  );
  expect(parameter.reads).toBe(1);
});

test('a refused key is read again, once for all that were refused, and once only while it stays', async () => {
  const { key, parameter, runtime } = setUp();
  await key.get();
  parameter.value = 'second';
  expect(await Promise.all([key.replace('first'), key.replace('first')])).toEqual(['second', 'second']);
  expect(await key.replace('first')).toBe('second');
  expect(parameter.reads).toBe(2);

  expect(await key.replace('second')).toBe('second');
  expect(await key.replace('second')).toBe('second');
  expect(parameter.reads).toBe(3);
  runtime.time += 30_000;
  parameter.value = 'third';
  expect(await key.replace('second')).toBe('third');
});

test('a line break around the key, which a paste brings along, is taken off', async () => {
  expect(await setUp(' abc\n').key.get()).toBe('abc');
});

test('while Parameter Store is away the last key goes on working', async () => {
  const { key, parameter, runtime } = setUp();
  await key.get();
  runtime.time += 300_000;
  parameter.failure = new Error('away');
  expect(await key.get()).toBe('first');
});

test.each([
  ['cannot be read', (parameter: { failure?: Error | undefined }) => (parameter.failure = new Error('AccessDenied'))],
  ['is empty', (parameter: { value?: string }) => (parameter.value = '  ')],
])('a parameter that %s is named for the operator, and not for the member', async (_name, breakIt) => {
  const { key, parameter } = setUp();
  breakIt(parameter);
  const error = (await key.get().catch((caught: unknown) => caught)) as UpstreamError;
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error.operation).toBe('ssm:GetParameter /trinity/dev/tmdb');
  expect(error.reason).toBe(
    "The key of the film catalogue could not be read. Try again; if it stays, tell the app's operator.",
  );
  expect(error.cause).toBeInstanceOf(Error);
});
