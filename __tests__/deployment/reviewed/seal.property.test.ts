import fc from 'fast-check';
import { refuserOf } from '../../../deployment/reviewed/refuse';
import { seal, unseal } from '../../../deployment/reviewed/seal';

const refuse = refuserOf('dev', 'plan');
const bytes = (constraints: fc.IntArrayConstraints) => fc.uint8Array(constraints).map((array) => Buffer.from(array));
const keys = bytes({ minLength: 32, maxLength: 32 });
const contents = bytes({ maxLength: 300 });

const open = (sealed: Buffer, key: Buffer): Buffer => unseal(sealed, key, refuse);
const REFUSED = /It was altered, or|It is cut off|It is not a plan|It is a plan file of version/;

test('what was sealed comes out again, and is not seen in what was made of it', () => {
  fc.assert(
    fc.property(contents, keys, (content, key) => {
      const sealed = seal(content, key);
      expect(open(sealed, key).equals(content)).toBe(true);
      if (content.length > 7) expect(sealed.includes(content)).toBe(false);
      expect(seal(content, key).equals(sealed)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('any byte that is altered is refused', () => {
  fc.assert(
    fc.property(contents, keys, fc.nat(), fc.integer({ min: 1, max: 255 }), (content, key, at, by) => {
      const sealed = seal(content, key);
      sealed[at % sealed.length]! ^= by;
      expect(() => open(sealed, key)).toThrow(REFUSED);
    }),
    { numRuns: 1000 },
  );
});

test('each byte of one file, altered, is refused', () => {
  const key = Buffer.alloc(32, 1);
  const sealed = seal(Buffer.from('a plan'), key);
  for (const index of sealed.keys()) {
    const altered = Buffer.from(sealed);
    altered[index]! ^= 1;
    expect(() => open(altered, key)).toThrow(REFUSED);
  }
});

test('a part of it, or more than it, is refused', () => {
  fc.assert(
    fc.property(contents, keys, fc.nat(), bytes({ minLength: 1, maxLength: 20 }), (content, key, at, more) => {
      const sealed = seal(content, key);
      expect(() => open(sealed.subarray(0, at % sealed.length), key)).toThrow(/It is cut off|It is not a plan/);
      expect(() => open(Buffer.concat([sealed, more]), key)).toThrow('It was altered, or');
    }),
    { numRuns: 200 },
  );
});

test('another key is refused', () => {
  fc.assert(
    fc.property(contents, keys, fc.nat({ max: 31 }), fc.integer({ min: 1, max: 255 }), (content, key, at, by) => {
      const other = Buffer.from(key);
      other[at]! ^= by;
      expect(() => open(seal(content, key), other)).toThrow('It was altered, or');
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['nothing', Buffer.alloc(0), 'It is not a plan that trinity review has kept.'],
  ['another file', Buffer.from('PK\u0003\u0004 a plan of Terraform'), 'It is not a plan that trinity review has kept.'],
  [
    'another version',
    Buffer.from('TRINITY-PLAN\u0001…'),
    'It is a plan file of version 1; this Trinity reads version 2.',
  ],
  ['only a beginning', Buffer.from('TRINITY-PLAN'), 'It is cut off: 12 bytes are there.'],
  ['half of it', seal(Buffer.alloc(55), Buffer.alloc(32)).subarray(0, 60), 'It is cut off: 60 bytes of 100 are there.'],
])('%s is told apart', (_, sealed, message) => {
  expect(() => open(sealed, Buffer.alloc(32))).toThrow(message);
});
