import { createHash } from 'node:crypto';

/** An id that follows from texts: the same ones give the same, and it tells none of them. 132 bits: no two are one. */
export function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);
}
