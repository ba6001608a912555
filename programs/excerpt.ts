/** A place in a text, both numbers from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** `    14 |   limit: 30`, and on the next line a caret below the place: what stands under a message. */
export function excerpt(text: string, { line, column }: TextPlace): string {
  const shown = (text.split('\n')[line - 1] ?? '').trimEnd();
  const before = shown.slice(0, column - 1).replace(/[^\t]/g, ' '); // a tab is as wide as the one above it
  return `    ${line} | ${shown}\n    ${' '.repeat(String(line).length)} | ${before}^`;
}
