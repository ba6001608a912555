import fc from 'fast-check';

/** What every object has without anybody having put it there: `constructor`, `__proto__`, `valueOf` … */
export const INHERITED_NAMES: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** The name, or at times one that every object inherits. */
export const orInherited = (name: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom(...INHERITED_NAMES) });
