import './as-a-browser';
import * as amazon from 'amazon-cognito-identity-js';
import fc from 'fast-check';
import { createHmac, randomBytes } from 'node:crypto';
import { begin, hasSigned, isPassword, verifierOf } from '../../../local/cognito/srp';
import { POOL } from './support';

const NAME = POOL.split('_')[1]!;
const TIMESTAMP = 'Sat Nov 28 11:00:00 UTC 2026';

interface Big {
  toString(radix: number): string;
}

/** Amazon's client, as far as it makes a proof; its types leave it out. */
interface Helper {
  readonly N: Big & { readonly constructor: new (text: string, radix: number) => Big };
  getLargeAValue(told: (error: Error | null, value: Big) => void): void;
  getPasswordAuthenticationKey(...args: [string, string, Big, Big, (error: Error | null, key: Buffer) => void]): void;
}
const { AuthenticationHelper } = amazon as unknown as { AuthenticationHelper: new (poolName: string) => Helper };
const helper = new AuthenticationHelper(NAME);
const big = (value: bigint): Big => new helper.N.constructor(value.toString(16), 16);

/** What Amazon's client signs of a password, in a sign-in to a verifier. */
async function prove(password: string, userId: string, kept: ReturnType<typeof verifierOf>) {
  const A = await new Promise<Big>((resolve) => helper.getLargeAValue((_, value) => resolve(value)));
  const attempt = begin(kept, A.toString(16))!;
  const [B, salt] = [big(attempt.serverPublic), big(kept.salt)];
  const key = await new Promise<Buffer>((resolve, reject) =>
    helper.getPasswordAuthenticationKey(userId, password, B, salt, (error, made) =>
      error ? reject(error) : resolve(made),
    ),
  );
  const secretBlock = randomBytes(32);
  const signature = createHmac('sha256', key)
    .update(NAME)
    .update(userId)
    .update(secretBlock)
    .update(TIMESTAMP)
    .digest('base64');
  return { attempt, secretBlock: secretBlock.toString('base64'), signature };
}

const password = fc.oneof(
  fc.string({ minLength: 1, maxLength: 256, unit: 'grapheme' }),
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).map((text) => ` ${text} `),
  fc.constantFrom('contraseña-Ñandú-1', '👩‍👩‍👧 x', 'a'.repeat(256)),
);
const username = fc.oneof(fc.uuid(), fc.emailAddress(), fc.string({ minLength: 1, unit: 'grapheme' }));

test('who says the password by Amazon’s client is let in, and nobody who says another, or is another', async () => {
  await fc.assert(
    fc.asyncProperty(password, password, username, async (right, wrong, userId) => {
      fc.pre(right !== wrong);
      const kept = verifierOf(POOL, userId, right);
      const good = await prove(right, userId, kept);
      const judge = ({ attempt, secretBlock, signature }: typeof good, at = TIMESTAMP, pool = POOL) =>
        hasSigned(pool, attempt, secretBlock, at, signature);
      expect(judge(good)).toBe(true);
      expect(judge(good, TIMESTAMP.replace('11', '12'))).toBe(false);
      expect(judge(good, TIMESTAMP, 'eu-west-1_other')).toBe(false);
      expect(judge({ ...good, secretBlock: randomBytes(32).toString('base64') })).toBe(false);
      expect(judge({ ...good, attempt: begin(kept, good.attempt.clientPublic.toString(16))! })).toBe(false);
      expect(judge(await prove(wrong, userId, kept))).toBe(false);
      expect(judge(await prove(right, `${userId}x`, kept))).toBe(false);
      expect([isPassword(POOL, kept, right), isPassword(POOL, kept, wrong)]).toEqual([true, false]);
    }),
    { numRuns: 15 },
  );
});

test('a public value that would fix the key, or is none, begins nothing', () => {
  const kept = verifierOf(POOL, 'ana', 'a password');
  // "Abort if A mod N is 0": else the key is known without a password.
  const N = BigInt(`0x${helper.N.toString(16)}`);
  for (const value of [0n, N, 2n * N]) expect(begin(kept, value.toString(16))).toBeUndefined();
  for (const text of ['', 'xyz', '-1', 'f'.repeat(800)]) expect(begin(kept, text)).toBeUndefined();
  expect(begin(kept, (N + 1n).toString(16))).toBeDefined();
});
