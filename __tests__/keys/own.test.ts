import { own, setOwn } from '../../keys/own';
import { INHERITED_NAMES } from '../support/inherited-names';

describe.each(INHERITED_NAMES)('%s', (name) => {
  it('is not there unless it was put there', () => {
    expect(own({}, name)).toBeUndefined();
    expect(own(null, name)).toBeUndefined();
    expect(own(undefined, name)).toBeUndefined();
  });

  it('is there once it was put there, and again with another value, and nothing else changes', () => {
    const object: Record<string, unknown> = { other: 1 };
    setOwn(object, name, { a: 1 });
    setOwn(object, name, { a: 2 });
    expect(own(object, name)).toEqual({ a: 2 });
    expect(Object.entries(object)).toEqual([
      ['other', 1],
      [name, { a: 2 }],
    ]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });
});
