import { PLACEHOLDER } from '../plan/placeholder';
import { visible } from '../../../../programs/visible';

/** Text of the plan: whoever wrote it may not be a friend. */
export interface Data {
  readonly data: string;
}

/** Words of this review, as they are, and text of the plan, which each format has to escape. */
export type Phrase = readonly (string | Data)[];

export const data = (text: string): Data => ({ data: text });

/** Plain words, which no format takes for anything else: no address, number of an issue, commit or mark-up. */
const WORD = /^\(?\p{Script=Latin}+(?:['’-]\p{Script=Latin}+)*[.,:;!?)]*$/u;
const COMMIT = /\b[0-9a-f]{7,}\b/i; // GitHub finds one within a word, too, beside a letter that is not of ASCII

/** Characters of a word. */
const LONGEST = 40;

/** What stands between spaces. A placeholder is one. */
const TOKENS = new RegExp(`(?:${PLACEHOLDER}|[^ ])+`, 'gu');

/** What is data, without the brackets around it and the punctuation after it. */
const CONTENT = `((?:${PLACEHOLDER}|(?!${PLACEHOLDER}).)+?)`;
const TOKEN = new RegExp(`^(?:((?!${PLACEHOLDER})\\()${CONTENT}(\\)[.,:;]{0,3})|()${CONTENT}([.,:;]{0,3}))$`, 'su');

/**
 * A sentence that may hold text of the plan, such as `hash_key: "id" -> "key" forces it`: plain words stay words, and all
 * else is data.
 */
export function prose(sentence: string): Phrase {
  const parts: (string | Data)[] = [];
  for (const token of visible(sentence).match(TOKENS) ?? []) {
    const space = parts.length > 0 ? ' ' : '';
    if (token.length <= LONGEST && WORD.test(token) && !COMMIT.test(token)) append(parts, space + token);
    else {
      const [open, content, close] = TOKEN.exec(token)!
        .slice(1)
        .filter((part) => part !== undefined);
      append(parts, space + open!, data(content!), close!);
    }
  }
  return parts.length > 0 ? parts : [data('')];
}

/** Joins words with words, and data with data after a space. */
function append(parts: (string | Data)[], ...added: readonly (string | Data)[]): void {
  for (const part of added) {
    const [before, last] = [parts.at(-2), parts.at(-1)];
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (typeof part === 'object' && typeof before === 'object' && last === ' ') {
      parts.splice(-2, 2, data(`${before.data} ${part.data}`));
    } else parts.push(part);
  }
}

/** One line for a terminal. */
export const plain = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === 'string' ? part : visible(part.data))).join('');

/** `1 finding`, `2 findings` */
export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
