/** Without 0 and O, 1, I and L, which people confuse when they read a code aloud, and without U, which makes words. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 6;

/** One of 30^6 = 729 million codes. @param random 0 (included) to 1 (excluded) */
export function createInviteCode(random: () => number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

/** `abc-2d 3` is `ABC2D3`: people type codes in small letters, in groups, with a space at the end. */
export function normalizeInviteCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a code, normalized, can have been given out at all. */
export function isInviteCode(code: string): boolean {
  return code.length === length && [...code].every((character) => alphabet.includes(character));
}
