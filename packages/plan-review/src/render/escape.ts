import { own } from '../../../../keys/own';
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

/** A Markdown code span; its content is one line. Two of them must not touch. */
export function codeSpan(text: string): string {
  const content = visible(text);
  const fence = '`'.repeat(longestRun(content) + 1);
  const needsSpaces = content === '' || /^`|`$|^ .* $/.test(content);
  return needsSpaces ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}

/** A fenced Markdown block, coloured as a diff. */
export function fencedDiff(lines: readonly string[]): string {
  const contents = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, ...contents.map((line) => longestRun(line) + 1)));
  return [`${fence}diff`, ...contents, fence].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of an HTML element, or an attribute's value within quotes. */
export const htmlText = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => own(ENTITIES, character)!);

/** HTML within Markdown, where Markdown's own characters, mentions and links have to be harmless, too. */
export const summaryCode = (text: string): string =>
  `<code>${visible(text).replace(/[^A-Za-z0-9 ._-]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
