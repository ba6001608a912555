import { createHash } from 'node:crypto';

/** 192 bits, url-safe: what a widget sends begins with `bk_`. */
export const SECRET_BYTES = 24;
const KEY = /^bk_[\w-]{32}$/;

/** @param secret SECRET_BYTES bytes that nobody can guess */
export const keyOf = (secret: Buffer): string => `bk_${secret.toString('base64url')}`;

export const isKey = (text: string): boolean => KEY.test(text);

/** By what a key is known here: its SHA-256, in hexadecimal. A key is as good as random, so it needs no salt. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
