/**
 * What no reader sees: spaces and controls; what Unicode has readers ignore (zero-width characters, byte order and direction
 * marks, soft hyphen, variation selectors, Hangul fillers, tags); marks around annotations; the Braille pattern without dots.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const INVISIBLE = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{2800}]*$/u;

/**
 * A text without the spaces around it; empty when there is nothing to see in it. Invisible characters beside visible ones
 * stay: they join emoji and order right-to-left names.
 */
export const shown = (text: string | null | undefined): string =>
  text === null || text === undefined || INVISIBLE.test(text) ? '' : text.trim();
