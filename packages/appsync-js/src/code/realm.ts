import { inspect } from 'node:util';
import vm from 'node:vm';
import { isError } from '../../../../programs/user-error';
import { setOwn } from '../../../../keys/own';
import type { ValueFactory } from '../data-sources/attribute-values';
import { arrayMethods, globalConstants, globalObjects, stringMethods } from './documented';
import { REPORTED_NUMBERS, type ReportedNumbers } from './reported-numbers';
import type { Branch, Utilities } from './utilities';

/** Milliseconds that a handler with a loop may run. AppSync documents no figure; a whole request has 30 s. */
const LOOP_TIMEOUT_MS = 1_000;

export interface Handlers {
  readonly request: Handler;
  readonly response: Handler;
}
export type Handler = (ctx: unknown) => unknown;

/** What code threw, as a log shows it. */
export interface Thrown {
  readonly message: string;
  /** The innermost frames, `    at request (Query.room.js:4:12)`. */
  readonly frames: readonly string[];
}

/** As many as show where a handler broke, without the local run's own. */
const FRAMES = 3;

/** One JavaScript context for a whole API, with the built-ins that APPSYNC_JS documents and no others. */
export interface Realm extends ValueFactory {
  /** A deep copy of JSON-like data, made of this realm's objects. */
  copy(value: unknown): unknown;
  /** Evaluates a function expression that takes the modules and gives the handlers. */
  evaluate(source: string, filename: string): (modules: unknown) => Handlers;
  /** A module's exports, as code of this realm sees them. They are globals, too. */
  expose(utilities: Utilities): Record<string, unknown>;
  /** A module's exports that are no globals. */
  module(exports: Branch): unknown;
  /** Calls a handler that may loop: throws when it runs for too long. */
  callWithin(handler: Handler, ctx: unknown): unknown;
  /** What AppSync is reported to have in the place of operators, where code is run so. */
  readonly operators: Record<string, unknown> | undefined;
  /** A value without numbers as AppSync is reported to have them: for those outside who take it. */
  readonly plain: (value: unknown) => unknown;
  /** Judges what a handler threw, whichever realm made it: an error of this one is no `instanceof Error` outside. Never throws. */
  describe(thrown: unknown): Thrown;
}

/** Reshapes the built-ins of a fresh context. Runs inside it, before anything else. */
const SETUP = `'use strict';
(({ globals, constants, arrayMethods, stringMethods, isRegex, unknownPattern, log }) => {
  const global = this;
  const { getOwnPropertyDescriptor, getOwnPropertyNames, freeze, fromEntries } = Object;
  const { apply } = Reflect;
  const parse = JSON.parse;
  const Fault = TypeError;
  const RealmError = Error;
  const { sort, includes } = Array.prototype;
  const has = (list, name) => apply(includes, list, [name]);

  const objects = fromEntries(globals.map(([name, members]) => {
    const original = global[name];
    return [name, fromEntries(members.map((member) => [member, name === 'console' ? log(member) : original[member]]))];
  }));
  objects.JSON.parse = (text) => { try { return parse(text); } catch { return ''; } };

  Array.prototype.sort = function (...args) {
    if (args.length > 0) throw new Fault('Array.prototype.sort takes no argument in APPSYNC_JS');
    return apply(sort, this, []);
  };
  for (const name of ['replace', 'replaceAll']) {
    const original = String.prototype[name];
    String.prototype[name] = function (pattern, text) {
      if (isRegex(pattern)) throw new Fault(unknownPattern(name, pattern));
      return apply(original, this, [pattern, text]);
    };
  }

  const keep = (prototype, names) => {
    for (const name of getOwnPropertyNames(prototype)) {
      if (!has(names, name) && getOwnPropertyDescriptor(prototype, name).configurable) delete prototype[name];
    }
  };
  keep(String.prototype, stringMethods);
  keep(Number.prototype, []);
  keep(Boolean.prototype, []);
  keep(Function.prototype, []);
  keep(Object.prototype, ['toString', 'valueOf']);
  const arrayPrototype = Array.prototype;
  for (const name of getOwnPropertyNames(global)) {
    if (!has(constants, name) && getOwnPropertyDescriptor(global, name).configurable) delete global[name];
  }
  keep(arrayPrototype, arrayMethods);
  for (const name of getOwnPropertyNames(objects)) global[name] = freeze(objects[name]);
  return {
    object: () => ({}),
    array: () => [],
    wrap: (host) => (...args) => host(...args),
    freeze,
    stackOf: (error) => {
      // Node lets the Error of an error's own realm format its stack, and asks the host's when there is none. That one
      // may call frame.getFileName.call(frame): since Node 22 frames are of this realm, whose functions have no call.
      RealmError.prepareStackTrace = (_, frames) => frames.map((frame) => '    at ' + frame).join('\\n');
      global.Error = RealmError;
      try { return error.stack; } catch { return undefined; } finally { delete global.Error; }
    },
  };
})`;

interface Tools {
  object(): Record<string, unknown>;
  array(): unknown[];
  wrap(host: (...args: never[]) => unknown): unknown;
  freeze<T>(value: T): T;
  stackOf(error: Error): string | undefined;
}

/** @param asReported makes numbers of DynamoDB what AppSync is reported to make of them (`reported-numbers.ts`) */
export function createRealm(log: (level: string, args: unknown[]) => void, asReported = false): Realm {
  const sandbox: { call?: () => unknown } = {};
  const context = vm.createContext(sandbox, { name: 'APPSYNC_JS', codeGeneration: { strings: false, wasm: false } });
  const reported = asReported ? (vm.runInContext(REPORTED_NUMBERS, context) as ReportedNumbers) : undefined;
  const setUp = vm.runInContext(SETUP, context) as (props: object) => Tools;
  const tools = setUp({
    globals: Object.entries(globalObjects),
    constants: globalConstants,
    arrayMethods,
    stringMethods,
    isRegex: (pattern: unknown) => typeof pattern !== 'string' || /[\\^$.|?*+()[\]{}]/.test(pattern),
    unknownPattern: (method: string, pattern: unknown) =>
      `String.prototype.${method} reads '${String(pattern)}' as a Java regular expression, which the local run does not know: use text without \\ ^ $ . | ? * + ( ) [ ] { }`,
    log:
      (level: string) =>
      (...args: unknown[]) =>
        log(level, args.map(plain)),
  });
  const timedCall = new vm.Script('call()');

  const object = (properties: Readonly<Record<string, unknown>> = {}) => {
    const made = tools.object();
    for (const [name, property] of Object.entries(properties)) setOwn(made, name, property);
    return made;
  };

  const copy = (value: unknown, inner: (value: unknown) => unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const array = tools.array();
      for (const element of value) array.push(inner(element));
      return array;
    }
    const result = tools.object();
    for (const [name, property] of Object.entries(value)) setOwn(result, name, inner(property));
    return result;
  };

  const deepCopy = (value: unknown): unknown => copy(value, deepCopy);
  const plain = (value: unknown): unknown => (reported && holds(value, reported.is) ? plainCopy(value) : value);
  const plainCopy = (value: unknown): unknown => (reported!.is(value) ? Number(value) : copy(value, plainCopy));

  const exposed = (branch: Branch): unknown => {
    const result = tools.object();
    for (const [name, value] of Object.entries(branch)) {
      const call =
        reported && typeof value === 'function' ? (...args: never[]) => value(...(args.map(plain) as never[])) : value;
      setOwn(result, name, typeof call === 'function' ? tools.wrap(call) : exposed(call));
    }
    return tools.freeze(result);
  };

  return {
    object,
    array: () => tools.array(),
    number: reported ? (text) => reported.number(text) : Number,
    copy: deepCopy,
    operators: reported?.operators,
    plain,
    evaluate: (source, filename) =>
      new vm.Script(source, { filename }).runInContext(context) as (modules: unknown) => Handlers,
    expose: (utilities) => {
      const exports = object(
        Object.fromEntries(Object.entries(utilities).map(([name, branch]) => [name, exposed(branch)])),
      );
      for (const [name, value] of Object.entries(exports)) setOwn(sandbox, name, value); // they are global as well
      return exports;
    },
    module: exposed,
    callWithin: (handler, ctx) => {
      sandbox.call = () => handler(ctx);
      try {
        // Its own way of showing errors would read the stack first, and put source text into it.
        return timedCall.runInContext(context, { timeout: LOOP_TIMEOUT_MS, displayErrors: false }) as unknown;
      } finally {
        delete sandbox.call;
      }
    },
    describe: (thrown) => {
      if (!isError(thrown)) return { message: inspect(thrown), frames: [] };
      const lines = tools.stackOf(thrown)?.split('\n') ?? [];
      return { message: thrown.message, frames: lines.filter((line) => /^ +at /.test(line)).slice(0, FRAMES) };
    },
  };
}

/** Whether something is in a value, at any depth. */
function holds(value: unknown, is: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return is(value) || Object.values(value).some((each) => holds(each, is));
}
