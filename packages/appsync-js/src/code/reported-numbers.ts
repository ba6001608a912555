/**
 * Numbers of DynamoDB as AppSync is reported to have them: `typeof n` is "number" and `n + 1` is one more, but as text, and so
 * as the key of a list, it is "null" (aws-appsync-community#308), and `===` compares two of them as objects (#344). Both
 * reports are old, and nobody here can say what is true today. Resolvers that make a number their own with `n + 0`
 * work either way; a test runs ours on such numbers.
 *
 * JavaScript has no such numbers, so code is rewritten (`transform.ts`): `+`, `+=` of a variable and `typeof` ask here.
 */
export interface ReportedNumbers {
  /** The number that DynamoDB writes as text. */
  readonly number: (text: string) => unknown;
  readonly is: (value: unknown) => boolean;
  /** What stands for `+` and `typeof` in the code. */
  readonly operators: Record<string, unknown>;
}

/** Runs inside of a fresh context, before its built-ins are taken away. */
export const REPORTED_NUMBERS = `'use strict';
(() => {
  class ReportedNumber {
    #value;
    constructor(text) { this.#value = +text; }
    [Symbol.toPrimitive](hint) { return hint === 'string' ? 'null' : this.#value; }
    toJSON() { return this.#value; }
  }
  const is = (value) => value instanceof ReportedNumber;
  const plain = (value) => (is(value) ? value.toJSON() : value);
  const asText = (value) => (is(value) ? 'null' : value);
  for (const name of ['isFinite', 'isNaN']) {
    const original = Number[name];
    Number[name] = (value) => original(plain(value));
  }
  return {
    is,
    number: (text) => new ReportedNumber(text),
    operators: {
      __add: (left, right) =>
        typeof left === 'string' || typeof right === 'string' ? asText(left) + asText(right) : left + right,
      __typeof: (value) => (is(value) ? 'number' : typeof value),
    },
  };
})()`;
