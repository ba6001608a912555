import { beginningOf } from '../../plan/placeholder';
import { codeSpan } from '../escape';
import { visible } from '../../../../../programs/visible';
import { data, type Data, type Phrase } from '../phrase';

/** Words as they are, and data as code, where GitHub sees no mention, link or mark-up. */
export const markdown = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === 'string' ? part : codeSpan(part.data))).join('');

/** A line that has to be shown whole, on more lines when it has to be. */
export interface WholeLine {
  /** `- `, `  - `, `#### ` */
  readonly prefix: string;
  readonly phrase: Phrase;
  readonly isStrong?: boolean;
  /** An empty line before it. */
  readonly isApart?: boolean;
}

/** Characters of data at a time: as code, it may take three times as many. */
const ATOM = 200;

/** @returns lines of at most `most` characters, each of which can stand alone; `most` is at least 700 */
export function wrap({ prefix, phrase, isStrong }: WholeLine, most: number): string[] {
  const lines: (string | Data)[][] = [[]];
  for (const atom of phrase.flatMap(atomsOf)) {
    const line = lines.at(-1)!;
    // Two code spans that touch would be something else.
    const touches = typeof atom === 'object' && typeof line.at(-1) === 'object';
    const isFull = line.length > 0 && markdown([...line, atom]).length > most - PREFIX;
    if (touches || isFull) lines.push([atom]);
    else line.push(atom);
  }
  return lines.map((line, index) => {
    const text = markdown(line).trim();
    return `${prefix}${index === 0 ? '' : '… '}${isStrong && text ? `**${text}**` : text}`;
  });
}

/** For the prefix, and what makes it strong. */
const PREFIX = 16;

const atomsOf = (part: string | Data): (string | Data)[] =>
  typeof part === 'string' ? part.split(/(?<= )/) : chunk(visible(part.data)).map(data);

function chunk(text: string): string[] {
  const chunks: string[] = [];
  for (let rest = text; rest !== '' || chunks.length === 0; rest = rest.slice(chunks.at(-1)!.length)) {
    chunks.push(beginningOf(rest, ATOM));
  }
  return chunks;
}
