/** What the help says of an option, beside what node:util parses. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly default?: boolean;
  readonly multiple?: boolean;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly help?: string;
}

/** Characters of a line, and of what stands left in it. */
const [WIDTH, LEFT] = [120, 21];

/** A line of a list: what is written, and what it does. */
export const row = (left: string, right: string): string =>
  left.length > LEFT - 3
    ? `  ${left}\n${' '.repeat(LEFT)}${wrapped(right, LEFT)}`
    : `  ${left.padEnd(LEFT - 3)} ${wrapped(right, LEFT)}`;

/** `--name NAME`, and what it does. */
export const optionRow = (name: string, { value, help = '' }: Option, before = ''): string =>
  row(['--' + name, value].filter(Boolean).join(' '), before + help);

/** @param indent of every line but the first */
export function wrapped(text: string, indent: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
