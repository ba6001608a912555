import { endOfText } from './json';
import type { Path } from './model';

/**
 * Where an object of a JSON text has a key twice, of which `JSON.parse` keeps the last; undefined when none has. As many
 * keys in the text as in its value means that none has, which is counted in no time.
 *
 * @param value of the text
 */
export const repeatedKey = (text: string, value: unknown): Path | undefined =>
  keysIn(text) === keysOf(value) ? undefined : find(text);

function keysIn(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = endOfText(text, start + 1);
    if (isKey(text, end)) count += 1;
    start = text.indexOf('"', end + 1);
  }
  return count;
}

function keysOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const key in value) count += (Array.isArray(value) ? 0 : 1) + keysOf((value as Record<string, unknown>)[key]); // eslint-disable-line trinity/outside-keys -- its own
  return count;
}

/** Whether a colon follows the quotation mark that ends a text. */
function isKey(text: string, end: number): boolean {
  let next = end + 1;
  while (text.charCodeAt(next) <= SPACE) next += 1;
  return text[next] === ':';
}

const SPACE = 0x20;

interface Open {
  /** Undefined for a list. */
  readonly keys?: Set<string>;
  step: string | number;
}

function find(text: string): Path | undefined {
  const open: Open[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const [character, inner] = [text[index], open.at(-1)];
    if (character === '{') open.push({ keys: new Set(), step: '' });
    else if (character === '[') open.push({ step: 0 });
    else if (character === '}' || character === ']') open.pop();
    else if (character === ',' && typeof inner?.step === 'number') inner.step += 1;
    else if (character === '"') {
      const end = endOfText(text, index + 1);
      if (inner?.keys && isKey(text, end)) {
        inner.step = JSON.parse(text.slice(index, end + 1)) as string;
        if (inner.keys.has(inner.step)) return open.map(({ step }) => step);
        inner.keys.add(inner.step);
      }
      index = end;
    }
  }
  return undefined;
}
