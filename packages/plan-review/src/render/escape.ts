import { own } from '../../../../keys/own';
import { visible } from '../../../../programs/visible';

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
