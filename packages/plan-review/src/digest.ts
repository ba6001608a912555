import { createHash } from 'node:crypto';

/**
 * What names a plan: people approve it, and a deploy is held to it.
 *
 * @param json what `terraform show -json` printed; white space at its ends does not count
 * @returns SHA-256, hexadecimal
 */
export const digestOf = (json: string): string => createHash('sha256').update(json.trim()).digest('hex');
