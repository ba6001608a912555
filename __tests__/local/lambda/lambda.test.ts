import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LocalLambda, type DeadLetter, type FunctionDefinition, type LambdaOptions } from '../../../local/lambda';
import { writeArchive } from '../../support/function-archive';

const directory = mkdtempSync(join(tmpdir(), 'trinity-lambda-test-'));
const running: LocalLambda[] = [];

afterEach(() => Promise.all(running.splice(0).map((lambda) => lambda.close())));
afterAll(() => rmSync(directory, { recursive: true }));

function create(options: Partial<LambdaOptions> = {}): LocalLambda {
  const lambda = new LocalLambda({ region: 'eu-west-1', overrides: () => ({}), ...options });
  running.push(lambda);
  return lambda;
}

let archives = 0;

function define(code: string | Record<string, string>, more: Partial<FunctionDefinition> = {}): FunctionDefinition {
  const archive = join(directory, `${(archives += 1)}.zip`);
  const sourceCodeHash = writeArchive(archive, typeof code === 'string' ? { 'index.js': code } : code);
  return {
    name: 'fn',
    arn: 'arn:aws:lambda:eu-west-1:111111111111:function:fn',
    aliases: ['arn:aws:lambda:eu-west-1:111111111111:function:fn:live'],
    archive,
    sourceCodeHash,
    handler: 'index.handler',
    memorySize: 128,
    timeout: 3,
    environment: {},
    asynchronous: { maximumRetryAttempts: 2 },
    ...more,
  };
}

async function deploy(definition: FunctionDefinition, options?: Partial<LambdaOptions>): Promise<LocalLambda> {
  const lambda = create(options);
  await lambda.deploy([definition]);
  return lambda;
}

const handler = (body: string): string => `exports.handler = async (event, context) => { ${body} };`;

describe('an invocation', () => {
  it('takes and gives JSON, by name, ARN or alias', async () => {
    const definition = define(handler('return { event, when: new Date(0), gone: undefined };'));
    const lambda = await deploy(definition);
    for (const target of ['fn', definition.arn, ...definition.aliases]) {
      expect(await lambda.invoke(target, 'RequestResponse', { a: [1, 'ü'] })).toEqual({
        payload: { event: { a: [1, 'ü'] }, when: '1970-01-01T00:00:00.000Z' },
      });
    }
    expect(lambda.invocations).toEqual({ fn: 3 });
  });

  it('gives null where the handler gives nothing', async () => {
    const lambda = await deploy(define(handler('')));
    expect(await lambda.invoke('fn', 'RequestResponse', undefined)).toEqual({ payload: null });
  });

  it('has the context of Lambda', async () => {
    const lambda = await deploy(
      define(handler('return { ...context, left: context.getRemainingTimeInMillis() };'), {
        timeout: 7,
        memorySize: 256,
      }),
    );
    const { payload } = await lambda.invoke(
      'arn:aws:lambda:eu-west-1:111111111111:function:fn:live',
      'RequestResponse',
      {},
    );
    expect(payload).toMatchObject({
      functionName: 'fn',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:fn:live',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    });
    const { left } = payload as { left: number };
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(7000);
  });

  it('sees the variables of Terraform, of Lambda and of this machine, and none of the process', async () => {
    process.env.TRINITY_TEST_LEAK = 'leaked';
    const lambda = await deploy(
      define(handler('return process.env;'), { environment: { TABLE: 'rooms', TMDB_URL: 'https://real' } }),
      { overrides: () => ({ TMDB_URL: 'http://local' }) },
    );
    delete process.env.TRINITY_TEST_LEAK;
    const { payload } = await lambda.invoke('fn', 'RequestResponse', {});
    expect(payload).toMatchObject({
      TABLE: 'rooms',
      TMDB_URL: 'http://local',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'fn',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    });
    expect(payload).not.toHaveProperty('TRINITY_TEST_LEAK');
    expect(payload).not.toHaveProperty('PATH');
  });

  it('takes ES modules and callbacks', async () => {
    const modern = await deploy(define({ 'index.mjs': 'export const handler = async () => "module";' }));
    expect(await modern.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'module' });
    const old = await deploy(
      define('exports.handler = (event, context, done) => { setTimeout(() => done(null, 42), 5); };'),
    );
    expect(await old.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 42 });
  });

  it('knows no other function', async () => {
    const lambda = await deploy(define(handler('')));
    await expect(lambda.invoke('other', 'RequestResponse', {})).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: other',
    });
  });
});

describe('a function that fails', () => {
  it('answers with the type and the message of what it threw, and can be called again', async () => {
    const lambda = await deploy(
      define(handler('if (event.fail) throw Object.assign(new Error("no table"), { name: "Oops" }); return "fine";')),
    );
    expect(await lambda.invoke('fn', 'RequestResponse', { fail: true })).toMatchObject({
      functionError: { errorType: 'Oops', errorMessage: 'no table' },
    });
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'fine' });
  });

  it('may do so with an error and a promise of another realm', async () => {
    const lambda = await deploy(
      define(
        'exports.handler = () => require("node:vm").runInNewContext(`Promise.reject(new TypeError("from afar"))`);',
      ),
    );
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toMatchObject({
      functionError: { errorType: 'TypeError', errorMessage: 'from afar' },
    });
  });

  it.each([
    ['waits', 'await new Promise(() => setInterval(() => {}, 1000));'],
    ['loops', 'for (;;);'],
    ['blocks its thread', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
  ])('is ended after its timeout when it %s for ever, and starts afresh', async (_, code) => {
    const lambda = await deploy(
      define(`let calls = 0; ${handler(`calls += 1; if (event.hang) { ${code} } return calls;`)}`, { timeout: 1 }),
    );
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 1 });
    expect(await lambda.invoke('fn', 'RequestResponse', { hang: true })).toEqual({
      functionError: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
        ) as unknown,
      },
    });
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 1 });
  });

  it('is not ended for time that the machine does not give it', async () => {
    // As on a machine that does something else: the wall clock goes on, the processor computes nothing for it.
    const read = () => ({ wall: 60_000, idle: 0, processor: 60_000, scheduled: { queued: 59_500, busy: 0 } });
    const busy = 'const end = Date.now() + 1200; while (Date.now() < end); return "fine";';
    const lambda = await deploy(define(handler(busy), { timeout: 1 }), { startClock: () => read });
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'fine' });
  });

  it.each([
    ['ends its process', 'process.exit(3);', 'Runtime.ExitError', 'exit status 3'],
    ['sends its process a signal', 'process.kill(process.pid);', 'Runtime.ExitError', 'signal: SIGTERM'],
    ['sends its group a signal', 'process.kill(0, 9);', 'Runtime.ExitError', 'signal: SIGKILL'],
    [
      'rejects where nobody looks',
      'Promise.reject(new RangeError("lost")); await new Promise(() => {});',
      'RangeError',
      'lost',
    ],
    [
      'takes more memory than it has',
      'const all = []; for (;;) all.push(new Array(1e5).fill(0).map(String));',
      'Runtime.OutOfMemory',
      'memory',
    ],
  ])('says so when it %s, and starts afresh', async (_, code, errorType, message) => {
    const lambda = await deploy(
      define(handler(`if (event.fail) { ${code} } return "fine";`), { timeout: 10, memorySize: 64 }),
    );
    expect(await lambda.invoke('fn', 'RequestResponse', { fail: true })).toMatchObject({
      functionError: { errorType, errorMessage: expect.stringContaining(message) as unknown },
    });
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'fine' });
  });

  it('may listen to its own signals, and ask whether a process is there', async () => {
    const code = `const heard = [];
      process.on('SIGTERM', (name) => heard.push(name));
      heard.push(process.kill(process.pid, 'SIGTERM'), process.kill(process.pid, 0), process.kill(process.pid, 'SIGCHLD'));
      try { process.kill(process.pid, 'SIGNONE'); } catch ({ code }) { heard.push(code); }
      return heard;`;
    expect(await (await deploy(define(handler(code)))).invoke('fn', 'RequestResponse', {})).toEqual({
      payload: ['SIGTERM', true, true, true, 'ERR_UNKNOWN_SIGNAL'],
    });
  });

  it('is refused a payload and an answer that Lambda would refuse', async () => {
    const lambda = await deploy(define(handler('return "x".repeat(event.length ?? 0);'), { memorySize: 512 }));
    const large = 'x'.repeat(1_100_000);
    expect(await lambda.invoke('fn', 'RequestResponse', { large })).toEqual({ payload: '' });
    await expect(lambda.invoke('fn', 'Event', { large })).rejects.toMatchObject({ name: 'RequestTooLargeException' });
    expect(await lambda.invoke('fn', 'RequestResponse', { length: 6_300_000 })).toMatchObject({
      functionError: { errorType: 'Function.ResponseSizeTooLarge' },
    });
  });
});

describe('the log', () => {
  /** Lines of Lambda itself, of calls one after the other. */
  async function linesOf(definition: FunctionDefinition, ...events: object[]): Promise<string[]> {
    const lines: string[] = [];
    const lambda = await deploy(definition, { onLog: (_, line) => lines.push(line) });
    for (const event of events) await lambda.invoke('fn', 'RequestResponse', event);
    await lambda.close();
    return lines;
  }
  const time = String.raw`\d{4}-\d{2}-\d{2}T[\d:.]+Z`;
  const id = '[0-9a-f-]{36}';
  const thrown = (what: string, errorType: string, message: string) =>
    new RegExp(
      `^${time}\t${id}\tERROR\t${what} \t\\{"errorType":"${errorType}","errorMessage":"${message}","stack":\\[".*index\\.js:\\d`,
    );

  it.each([
    ['throws', 'throw new RangeError("wrong");', thrown('Invoke Error', 'RangeError', 'wrong')],
    [
      'takes too long',
      'await new Promise(() => setInterval(() => {}, 1000));',
      `^${time} ${id} Task timed out after 1\\.00 seconds$`,
    ],
    ['loops', 'for (;;);', `^${time} ${id} Task timed out after 1\\.00 seconds$`],
    [
      'exits',
      'process.exit(3);',
      `^RequestId: ${id} Error: Runtime exited with error: exit status 3 Runtime\\.ExitError$`,
    ],
    [
      'sends its process a signal',
      "process.kill(process.pid, 'SIGTERM');",
      `^RequestId: ${id} Error: Runtime exited with error: signal: SIGTERM Runtime\\.ExitError$`,
    ],
    [
      'throws where nobody catches',
      'setTimeout(() => { throw new RangeError("lost"); }); await new Promise(() => {});',
      thrown('Uncaught Exception', 'RangeError', 'lost'),
    ],
    [
      'rejects where nobody looks',
      'Promise.reject(new RangeError("lost")); await new Promise(() => {});',
      thrown('Uncaught Exception', 'RangeError', 'lost'),
    ],
    ['answers too much', 'return "x".repeat(6_300_000);', '"errorType":"Function.ResponseSizeTooLarge"'],
  ])('says which call of a function failed, and of what, when it %s', async (_, code, line) => {
    const definition = define(handler(`if (event.fail) { ${code} } return 1;`), { timeout: 1, memorySize: 256 });
    expect(await linesOf(definition, {}, { fail: true }, {})).toEqual([expect.stringMatching(line)]);
  });

  it('says when an environment ends between two calls', async () => {
    let say: () => void = () => undefined;
    const said = new Promise<void>((resolve) => (say = resolve));
    const lines: string[] = [];
    const code = handler('setTimeout(() => { throw new RangeError("late"); }); return 1;');
    const lambda = await deploy(define(code), { onLog: (_, line) => (lines.push(line), say()) });
    await lambda.invoke('fn', 'RequestResponse', {});
    await said;
    expect(lines).toEqual([
      expect.stringContaining('\tundefined\tERROR\tUncaught Exception \t{"errorType":"RangeError"'),
    ]);
  });

  /** Lets all that a worker does from a point on, to its end, come in one turn of this thread. */
  function inOneTurn() {
    const place = mkdtempSync(join(directory, 'turn-'));
    const [begun, go, ended] = [join(place, 'begun'), join(place, 'go'), join(place, 'ended')];
    return {
      /** Statements for the worker: what is done when it ends, and the point. */
      ending: `require('node:fs').writeFileSync(${JSON.stringify(ended)}, '');`,
      point: `require('node:fs').writeFileSync(${JSON.stringify(begun)}, ''); while (!require('node:fs').existsSync(${JSON.stringify(go)}));`,
      pass: async (): Promise<void> => {
        while (!existsSync(begun)) await new Promise(setImmediate);
        // From here to `ended` this thread sees nothing; the little more lets what the worker says last arrive as well.
        writeFileSync(go, '');
        while (!existsSync(ended));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      },
    };
  }

  it('takes an answer that comes together with the end of its environment', async () => {
    const { ending, point, pass } = inOneTurn();
    const lines: string[] = [];
    const code = `
      process.on('exit', () => { ${ending} });
      exports.handler = async () => { ${point} setTimeout(() => { throw new RangeError('late'); }); return 1; };`;
    let say: () => void = () => undefined;
    const said = new Promise<void>((resolve) => (say = resolve));
    const lambda = await deploy(define(code), { onLog: (_, line) => (lines.push(line), say()) });
    const answer = lambda.invoke('fn', 'RequestResponse', {});
    await pass();
    expect(await answer).toEqual({ payload: 1 });
    await said;
    expect(lines).toEqual([
      expect.stringContaining('\tundefined\tERROR\tUncaught Exception \t{"errorType":"RangeError"'),
    ]);
  });

  it.each([
    [
      'has no handler',
      'exports.other = 1;',
      '\tundefined\tERROR\tUncaught Exception \t{"errorType":"Runtime.HandlerNotFound"',
    ],
    ['throws', 'throw new RangeError("no");', '\tundefined\tERROR\tUncaught Exception \t{"errorType":"RangeError"'],
    [
      'exits',
      'process.exit(2);',
      'RequestId: undefined Error: Runtime exited with error: exit status 2 Runtime.ExitError',
    ],
  ])('says why a function does not load: it %s', async (_, code, line) => {
    const lines: string[] = [];
    await expect(deploy(define(code), { onLog: (__, each) => lines.push(each) })).rejects.toThrow('does not load');
    expect(lines).toEqual([expect.stringContaining(line)]);
  });

  it('says once why a function does not load, when its environment ends together with that', async () => {
    const { ending, point, pass } = inOneTurn();
    const lines: string[] = [];
    const code = `process.on('exit', () => { ${ending} }); ${point} throw new RangeError('no');`;
    const deployed = deploy(define(code), { onLog: (_, line) => lines.push(line) });
    await Promise.all([pass(), expect(deployed).rejects.toThrow('does not load: RangeError: no')]);
    expect(lines).toEqual([
      expect.stringContaining('\tundefined\tERROR\tUncaught Exception \t{"errorType":"RangeError"'),
    ]);
  });

  it('says when a function takes too long to load', async () => {
    const lines: string[] = [];
    const read = () => ({ wall: 10_000, idle: 10_000, processor: 0 }); // as after ten seconds
    const options = { onLog: (_: string, line: string) => lines.push(line), startClock: () => read };
    const definition = define({ 'index.mjs': 'await new Promise(() => setInterval(() => {}, 1000));' });
    await expect(deploy(definition, options)).rejects.toThrow('does not load: Sandbox.Timedout');
    expect(lines).toEqual(['INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout']);
  });

  it('says nothing of calls that end because everything is stopped', async () => {
    const lines: string[] = [];
    const lambda = await deploy(
      define(handler('console.log("runs"); await new Promise(() => setInterval(() => {}, 1000));')),
      {
        onLog: (_, line) => (lines.push(line), void lambda.close()),
      },
    );
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toMatchObject({
      functionError: { errorType: 'Runtime.ExitError' },
    });
    expect(lines).toEqual(['runs']);
  });
});

describe('concurrency', () => {
  const loads = (lines: readonly string[]) => lines.filter((line) => line === 'loaded').length;
  const slow = `let busy = 0; ${handler('busy += 1; const most = busy; await new Promise((r) => setTimeout(r, 150)); busy -= 1; return most;')}`;

  it('gives every call an environment of its own', async () => {
    const lambda = await deploy(define(slow));
    const results = await Promise.all([1, 2, 3].map(() => lambda.invoke('fn', 'RequestResponse', {})));
    expect(results).toEqual([{ payload: 1 }, { payload: 1 }, { payload: 1 }]);
  });

  it('lets calls beyond the reserved concurrency wait', async () => {
    const lines: string[] = [];
    const lambda = await deploy(define(`console.log('loaded'); ${slow}`, { reservedConcurrency: 1 }), {
      onLog: (_, line) => lines.push(line),
    });
    const calls = [1, 2, 3].map(() => lambda.invoke('fn', 'RequestResponse', {}));
    expect(await Promise.all(calls)).toEqual([{ payload: 1 }, { payload: 1 }, { payload: 1 }]);
    expect(loads(lines)).toBe(1);
  });

  it('loads one environment after the other, and gives one that is idle again to who waits for the next', async () => {
    const lines: string[] = [];
    const lambda = await deploy(define(`console.log('loaded'); ${handler('return event.n;')}`), {
      onLog: (_, line) => lines.push(line),
    });
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => lambda.invoke('fn', 'RequestResponse', { n })));
    expect(answers).toEqual(numbers.map((payload) => ({ payload })));
    // The first one has answered them all before a tenth could be loaded.
    expect(loads(lines)).toBeLessThan(10);
  });

  it('loads one environment after the other, whatever function it is of', async () => {
    const [lock, go] = ['lock', 'all-loaded'].map((name) => JSON.stringify(join(directory, name))) as [string, string];
    const code = `
      const { existsSync, rmSync, writeFileSync } = require('node:fs');
      try {
        writeFileSync(${lock}, '', { flag: 'wx' });
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
        rmSync(${lock});
        console.log('loaded');
      } catch {
        console.log('beside another');
      }
      ${handler(`while (!existsSync(${go})) await new Promise((r) => setTimeout(r, 5));`)}`;
    const lines: string[] = [];
    let onLine: () => void = () => undefined;
    const onLog = (_: string, line: string) => (lines.push(line), onLine());
    // One function after the other: those that a start loads may load beside one another.
    const lambdas = [await deploy(define(code), { onLog }), await deploy(define(code), { onLog })];
    const calls = lambdas.flatMap((lambda) => [1, 2, 3, 4].map(() => lambda.invoke('fn', 'RequestResponse', {})));
    while (lines.length < calls.length) await new Promise<void>((resolve) => (onLine = resolve));
    writeFileSync(join(directory, 'all-loaded'), '');
    await Promise.all(calls);
    expect(lines).toEqual(calls.map(() => 'loaded'));
  });

  it('fails the calls that wait when it is stopped', async () => {
    const lambda = await deploy(
      define(handler('await new Promise(() => setInterval(() => {}, 1000));'), { reservedConcurrency: 1 }),
    );
    const calls = [1, 2].map(() => lambda.invoke('fn', 'RequestResponse', {}));
    await lambda.close();
    const failure = { functionError: expect.objectContaining({ errorType: 'Runtime.ExitError' }) as unknown };
    expect(await Promise.all(calls)).toEqual([failure, failure]);
  });
});

describe('an asynchronous call', () => {
  const failing = handler('console.log("attempt"); throw new TypeError("still broken");');

  it('is accepted before it runs', async () => {
    const lines: string[] = [];
    let say: (line: string) => void = () => undefined;
    const said = new Promise<string>((resolve) => (say = resolve));
    const onLog = (_: string, line: string) => (lines.push(line), say(line));
    const lambda = await deploy(define(handler('console.log("done " + event.n);')), { onLog });
    expect(await lambda.invoke('fn', 'Event', { n: 7 })).toEqual({});
    expect(lines).toEqual([]);
    expect(await said).toBe('done 7');
  });

  it('is tried again, and ends in the dead-letter queue with what happened', async () => {
    const failures: unknown[] = [];
    const letter = await new Promise<{ queue: string | undefined; letter: DeadLetter }>((resolve, reject) => {
      const lambda = create({
        retryDelays: [10, 20],
        onAsynchronousFailure: (name, { errorType }, attempt, retryIn) =>
          failures.push([name, errorType, attempt, retryIn]),
        onDeadLetter: (queue, dead) => resolve({ queue, letter: dead }),
      });
      lambda
        .deploy([define(failing, { asynchronous: { maximumRetryAttempts: 2, deadLetterQueue: 'arn:queue' } })])
        .then(() => lambda.invoke('fn', 'Event', { room: 'r1' }))
        .catch(reject);
    });
    expect(failures).toEqual([
      ['fn', 'TypeError', 1, 10],
      ['fn', 'TypeError', 2, 20],
      ['fn', 'TypeError', 3, undefined],
    ]);
    expect(letter).toMatchObject({
      queue: 'arn:queue',
      letter: {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
        requestPayload: { room: 'r1' },
        responsePayload: { errorType: 'TypeError', errorMessage: 'still broken' },
      },
    });
  });

  it('is not tried again where Terraform says so', async () => {
    const failures: unknown[] = [];
    const letter = new Promise<DeadLetter>((resolve, reject) => {
      const lambda = create({
        retryDelays: [10, 20],
        onAsynchronousFailure: (_, __, attempt, retryIn) => failures.push([attempt, retryIn]),
        onDeadLetter: (_, dead) => resolve(dead),
      });
      lambda
        .deploy([define(failing, { asynchronous: { maximumRetryAttempts: 0 } })])
        .then(() => lambda.invoke('fn', 'Event', {}))
        .catch(reject);
    });
    expect((await letter).requestContext.approximateInvokeCount).toBe(1);
    expect(failures).toEqual([[1, undefined]]);
  });

  it('waits as long as Lambda does, unless told otherwise', async () => {
    const retry = new Promise((resolve) => {
      void deploy(define(failing), { onAsynchronousFailure: (_, __, ___, retryIn) => resolve(retryIn) }).then(
        (lambda) => lambda.invoke('fn', 'Event', {}),
      );
    });
    expect(await retry).toBe(60_000);
  });
});

describe('deploying', () => {
  it('keeps an unchanged function in its workers, and replaces a changed one without losing a call', async () => {
    const same = define(`let calls = 0; ${handler('return (calls += 1);')}`, {
      name: 'same',
      arn: 'arn:same',
      aliases: [],
    });
    const before = define(handler('await new Promise((r) => setTimeout(r, 200)); return "old";'));
    const lambda = create();
    expect(await lambda.deploy([same, before])).toEqual(['same', 'fn']);
    await lambda.invoke('same', 'RequestResponse', {});
    const underway = lambda.invoke('fn', 'RequestResponse', {});
    expect(await lambda.deploy([same, define(handler('return "new";'))])).toEqual(['fn']);
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'new' });
    expect(await underway).toEqual({ payload: 'old' });
    expect(await lambda.invoke('same', 'RequestResponse', {})).toEqual({ payload: 2 });
  });

  it('goes on with the old code when the new one does not load', async () => {
    const lambda = await deploy(define(handler('return "old";')));
    await expect(lambda.deploy([define('throw new Error("half written");')])).rejects.toThrow(
      'The function fn does not load: Error: half written',
    );
    expect(await lambda.invoke('fn', 'RequestResponse', {})).toEqual({ payload: 'old' });
  });

  it.each([
    ['no handler', 'exports.other = 1;', {}, 'Runtime.HandlerNotFound: index.handler is undefined or not exported'],
    ['no file', { 'other.js': '' }, {}, "Runtime.ImportModuleError: Cannot find module 'index'"],
  ])('refuses a bundle with %s', async (_, code, more, message) => {
    await expect(create().deploy([define(code, more)])).rejects.toThrow(`The function fn does not load: ${message}`);
  });

  it('refuses a bundle that is missing', async () => {
    const archive = join(directory, 'none.zip');
    await expect(create().deploy([define('', { archive })])).rejects.toThrow(
      `The bundle of fn is missing: ${archive}. Run npm run build.`,
    );
  });

  it('refuses a bundle that is no archive', async () => {
    const definition = define('');
    delete definition.sourceCodeHash;
    writeFileSync(definition.archive, 'not a zip');
    await expect(create().deploy([definition])).rejects.toThrow(
      /The bundle of fn, .*, is no zip archive: invalid zip data/,
    );
  });

  it('refuses a bundle that is not the one of the synthesis', async () => {
    await expect(create().deploy([define('', { sourceCodeHash: 'other=' })])).rejects.toThrow(
      /is not the one that was synthesized: its SHA-256 is .*=, source_code_hash says other=. Run npm run synth/,
    );
  });
});
