import { own } from '../keys/own';

/** What does not show, or moves what stands beside it: control and format characters, spaces that are none, blank letters. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Nearly all that a plan holds; what costs time is left for the rest. */
const PLAIN = /^[ -~]*$/;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** For a terminal, and before everything else: one line on which every character can be seen, such as `\u202e`. */
export const visible = (text: string): string => (PLAIN.test(text) ? text : text.replace(UNSEEN, spell));

function spell(character: string): string {
  const hexadecimal = character.codePointAt(0)!.toString(16);
  const escape = hexadecimal.length > 4 ? `\\u{${hexadecimal}}` : `\\u${hexadecimal.padStart(4, '0')}`;
  return own(SHORT, character) ?? escape;
}
