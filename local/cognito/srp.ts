import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The server's half of SRP 6a as Cognito has it: the group of 3,072 bits (RFC 3526), SHA-256, numbers as the bytes of a positive
 * two's complement, and a key of HKDF, by which the client signs.
 */

/** What is kept of a password: with it, who has said one is judged, and none is found out. */
export interface Verifier {
  /** Who it is of, as the client is told to say it: USER_ID_FOR_SRP. */
  readonly userId: string;
  readonly salt: bigint;
  readonly value: bigint;
}

/** The server's side of one attempt. */
export interface Attempt {
  readonly verifier: Verifier;
  readonly clientPublic: bigint;
  readonly secret: bigint;
  readonly serverPublic: bigint;
}

const N = toNumber(getDiffieHellman('modp15').getPrime());
const G = 2n;
const K = toNumber(sha256(bytes(N), bytes(G)));

/** @param poolId `eu-west-1_Ab1Cd2Ef3`: of its password hashes, the second half is a part */
export function verifierOf(poolId: string, userId: string, password: string, salt = randomBits(16)): Verifier {
  const inner = sha256(`${nameOf(poolId)}${userId}:${password}`);
  return { userId, salt, value: power(G, toNumber(sha256(bytes(salt), inner))) };
}

/** Whether it is the password of which the verifier was made. */
export function isPassword(poolId: string, verifier: Verifier, password: string): boolean {
  const said = verifierOf(poolId, verifier.userId, password, verifier.salt);
  return timingSafeEqual(sha256(bytes(said.value)), sha256(bytes(verifier.value)));
}

/** @param clientPublic SRP_A, in hexadecimal. @returns undefined for what is no number of the group, or would fix the key */
export function begin(verifier: Verifier, clientPublic: string): Attempt | undefined {
  if (!/^[0-9a-f]{1,770}$/i.test(clientPublic)) return undefined;
  const A = BigInt(`0x${clientPublic}`);
  if (A % N === 0n) return undefined;
  const secret = randomBits(32);
  return { verifier, clientPublic: A, secret, serverPublic: (K * verifier.value + power(G, secret)) % N };
}

/** Whether the client knows the password: PASSWORD_CLAIM_SIGNATURE, in Base64. */
export function hasSigned(
  poolId: string,
  attempt: Attempt,
  secretBlock: string,
  timestamp: string,
  signature: string,
): boolean {
  const { verifier, clientPublic, secret, serverPublic } = attempt;
  const scramble = toNumber(sha256(bytes(clientPublic), bytes(serverPublic)));
  const shared = power((clientPublic * power(verifier.value, scramble)) % N, secret);
  const key = hkdfSync('sha256', bytes(shared), bytes(scramble), 'Caldera Derived Key', 16);
  const expected = createHmac('sha256', Buffer.from(key))
    .update(nameOf(poolId))
    .update(verifier.userId)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest();
  const said = Buffer.from(signature, 'base64');
  return said.length === expected.length && timingSafeEqual(said, expected);
}

const nameOf = (poolId: string): string => poolId.slice(poolId.indexOf('_') + 1);

const randomBits = (length: number): bigint => toNumber(randomBytes(length));

function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function toNumber(data: Buffer): bigint {
  return BigInt(`0x${data.toString('hex')}`);
}

function bytes(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

/** Modulo N. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}
