/** Stands where something is hidden: `(sensitive 3)`. The same number is the same secret. */
export const placeholder = (number: number): string => `(sensitive ${number})`;

/** As a regular expression has it. */
export const PLACEHOLDER = String.raw`\(sensitive \d+\)`;

const PLACEHOLDERS = new RegExp(PLACEHOLDER, 'g');

/** Characters of the longest, by far. */
const LONGEST = 40;

/** At most so many characters (UTF-16) of a text, which end in no half of a character, and in no part of a placeholder. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const torn = [...text.slice(0, most + LONGEST).matchAll(PLACEHOLDERS)].find(
    ({ 0: { length }, index }) => index < most && most < index + length,
  );
  return text.slice(0, torn?.index ?? most).replace(/[\ud800-\udbff]$/, '');
}
