import { createRealm, type Handler } from '../../packages/appsync-js/src/code/realm';

const realm = createRealm(() => undefined);

type Run = (handler: Handler, ctx: unknown) => unknown;
const directly: Run = (handler, ctx) => handler(ctx);
const within: Run = (handler, ctx) => realm.callWithin(handler, ctx);

/** What a handler with this body throws. */
function thrownBy(body: string, { modules = {}, run = within }: { modules?: object; run?: Run } = {}): unknown {
  const source = `(modules) => {\n  const request = (ctx) => {\n    ${body}\n  };\n  return { request };\n}`;
  const { request } = realm.evaluate(source, 'Query.value.js')(modules);
  try {
    run(request, {});
  } catch (error) {
    return error;
  }
  throw new Error(`Nothing was thrown: ${body}`);
}

describe.each([
  ['a handler that is called directly', directly],
  ['a handler that may loop', within],
])('what ends %s', (_, run) => {
  it.each([
    ['return ctx.nothing.name;', "Cannot read properties of undefined (reading 'name')"],
    ['let text = "ab"; for (;;) text += text;', 'Invalid string length'],
    ['const f = () => f() + 1; return f();', 'Maximum call stack size exceeded'],
    ['return [2, 1].sort(() => 0);', 'Array.prototype.sort takes no argument in APPSYNC_JS'],
  ])('%s', (body, message) => {
    const thrown = thrownBy(body, { run });
    expect(thrown).not.toBeInstanceOf(Error); // it is one of the realm's
    const described = realm.describe(thrown);
    expect(described.message).toBe(message);
    expect(described.frames.length).toBeGreaterThan(0);
    expect(described.frames.join('\n')).toMatch(/^ {4}at .*Query\.value\.js:3:\d+/m);
  });
});

it('describes an error of the outside, of Node itself and what is no error', () => {
  const host = () => {
    throw new TypeError('not a date');
  };
  expect(realm.describe(thrownBy('modules.host();', { modules: { host } })).message).toBe('not a date');
  expect(realm.describe(thrownBy('for (;;);')).message).toBe('Script execution timed out after 1000ms');
  const { message, frames } = realm.describe(thrownBy('throw { reason: null };'));
  expect([message, frames]).toEqual([expect.stringMatching(/\{ reason: null \}$/), []]);
});

it('describes an error whose stack cannot be read', () => {
  const error = Object.defineProperty(new Error('broken'), 'stack', {
    get: () => {
      throw new Error('no stack');
    },
  });
  expect(realm.describe(error)).toEqual({ message: 'broken', frames: [] });
});

it('shows the code of the realm no Error afterwards', () => {
  realm.describe(thrownBy('return ctx.nothing.name;'));
  expect(realm.evaluate('() => ({ request: () => typeof Error })', 'code.js')({}).request({})).toBe('undefined');
});
