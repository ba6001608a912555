import { digestOf } from '../../packages/plan-review/src/digest';

test('the SHA-256 of the text, as sha256sum prints it', () => {
  expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('white space at the ends does not count, all other does', () => {
  expect(digestOf('\n{"a":1}\r\n')).toBe(digestOf('{"a":1}'));
  expect(digestOf('{"a": 1}')).not.toBe(digestOf('{"a":1}'));
});
