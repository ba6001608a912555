import { planKeyOf } from '../../../deployment/reviewed/key';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => 200 + index));

test('32 bytes in base64, as openssl prints them', () => {
  expect(planKeyOf({ TRINITY_PLAN_KEY: `${KEY.toString('base64')}\n` })).toEqual(KEY);
});

test.each([
  ['31 bytes', KEY.subarray(1).toString('base64')],
  ['33 bytes', Buffer.concat([KEY, KEY.subarray(0, 1)]).toString('base64')],
  ['hexadecimal', KEY.toString('hex')],
  ['base64url', KEY.toString('base64url')],
  ['a letter that is not of base64', KEY.toString('base64').replace(/^./, '*')],
])('%s is no key, and is not said', (_, text) => {
  expect(() => planKeyOf({ TRINITY_PLAN_KEY: text })).toThrow(
    `TRINITY_PLAN_KEY is not 32 bytes in base64 (${text.length} characters; such a key has 44).`,
  );
  expect(catching(() => planKeyOf({ TRINITY_PLAN_KEY: text }))).not.toContain(text);
});

test.each([undefined, '', ' '])('%j is none', (text) => {
  expect(() => planKeyOf({ TRINITY_PLAN_KEY: text })).toThrow('TRINITY_PLAN_KEY is not set');
});

function catching(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return JSON.stringify({ ...(error as Error), message: (error as Error).message });
  }
}
