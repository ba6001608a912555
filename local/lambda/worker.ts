import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

import { isError } from '../../programs/user-error';
import { own } from '../../keys/own';
import type { FunctionFailure } from './definition';
import { givenTime, startClock, threadOf, type Reading } from './given-time';
import { useGivenTime } from './given-timers';
import { containSignals } from './own-signals';
import type { InvocationMessage, WorkerAnswer, WorkerData, WorkerMessage } from './protocol';

type Handler = (event: unknown, context: object, callback: (error: unknown, result?: unknown) => void) => unknown;

const thread = threadOf();
const data = workerData as WorkerData;
const start = (): (() => Reading) => startClock({ performance, thread: () => thread });
const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

/** What Lambda's Node.js runtime does: load the handler once, then run one invocation after the other. */
async function main(): Promise<void> {
  say({ thread });
  useGivenTime(globalThis, start);
  containSignals(process, (signal) => {
    say({ signal });
    process.exit(1);
  });
  let handler: Handler;
  try {
    handler = await load();
  } catch (error) {
    return say({ failure: describe(error) });
  }
  say({ ready: true });
  parentPort?.on('message', (invocation: InvocationMessage) => {
    void run(handler, invocation).then(say);
  });
}

async function load(): Promise<Handler> {
  const dot = data.handler.lastIndexOf('.');
  const [file, name] = [data.handler.slice(0, dot), data.handler.slice(dot + 1)];
  const path = ['.js', '.mjs', '.cjs'].map((extension) => join(data.taskRoot, file + extension)).find(existsSync);
  if (path === undefined) throw runtimeError('Runtime.ImportModuleError', `Cannot find module '${file}'`);
  const module = await loadModule(path);
  const handler = own(module, name) ?? own(module.default, name);
  if (typeof handler === 'function') return handler as Handler;
  throw runtimeError('Runtime.HandlerNotFound', `${data.handler} is undefined or not exported`);
}

type Module = Record<string, unknown> & { default?: Record<string, unknown> };

/** As Lambda's runtime does: what is CommonJS is required, the rest imported (which would first parse it for its exports). */
async function loadModule(path: string): Promise<Module> {
  const isModule = path.endsWith('.mjs') || (path.endsWith('.js') && typeOf(data.taskRoot) === 'module');
  return (isModule ? await import(pathToFileURL(path).href) : createRequire(path)(path)) as Module;
}

/** What the package.json of the archive says, if it has one. */
function typeOf(folder: string): unknown {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type;
}

async function run(handler: Handler, invocation: InvocationMessage): Promise<WorkerAnswer> {
  try {
    const result = await call(handler, JSON.parse(invocation.payload), createContext(invocation));
    return { payload: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { failure: describe(error) };
  }
}

/** A handler answers by its promise or by the callback, whichever it uses. */
function call(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const returned = handler(event, context, (error, result) => {
      if (error === null || error === undefined) resolve(result);
      else reject(isError(error) ? error : new Error(JSON.stringify(error)));
    });
    if (isThenable(returned)) returned.then(resolve, reject);
    else if (handler.length < 3) resolve(returned);
  });
}

/** As Lambda's runtime judges it, so that a promise of another realm or library is one, too. */
const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

function createContext({ requestId, invokedFunctionArn, limit }: InvocationMessage): object {
  const read = start();
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: '1',
    invokedFunctionArn,
    logGroupName: data.logGroupName,
    logStreamName: data.logStreamName,
    memoryLimitInMB: String(data.memorySize),
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(limit - givenTime(read()))),
  };
}

function runtimeError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function describe(error: unknown): FunctionFailure {
  if (!isError(error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

void main();
