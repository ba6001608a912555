import { own } from '../../../keys/own';

/**
 * A pattern of a service model, which is one of Java's `String.matches`, as JavaScript has it: the whole text, code points for
 * characters (surrogates in pairs), `\w`, `\d` and `\s` of ASCII.
 *
 * @returns undefined for what JavaScript cannot say, or says otherwise: possessive quantifiers, classes within classes and
 * their intersections, options in the middle
 */
export function javaPattern(pattern: string): RegExp | undefined {
  try {
    const [, options = '', body = ''] = /^\^?(?:\(\?([si]+)\))?([^]*)$/u.exec(pattern) ?? [];
    return new RegExp(`^(?:${new Translation(body).text})$`, `u${options}`);
  } catch {
    return undefined;
  }
}

class NotInJavaScript extends Error {}

/** Java's `\s`, within brackets. */
const WHITESPACE = ' \\t\\n\\v\\f\\r';

/** What stands for a character class, within brackets. https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html */
const ASCII_CLASSES: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7f',
  Alpha: 'A-Za-z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  Graph: '\\x21-\\x7e',
  Print: '\\x20-\\x7e',
  Blank: '\\x20\\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  XDigit: '0-9A-Fa-f',
  Space: WHITESPACE,
  all: '\\u{0}-\\u{10ffff}',
  IsAlphabetic: '\\p{Alphabetic}',
  IsWhitespace: '\\p{White_Space}',
};

/** Reads Java's expression from left to right, and writes the same as one of JavaScript with its flag `u`. */
class Translation {
  readonly text: string;
  private at = 0;

  constructor(private readonly java: string) {
    let text = '';
    while (this.at < java.length) text += this.next();
    this.text = text;
  }

  private next(): string {
    const { java } = this;
    const character = java[this.at]!;
    if (character === '\\') return this.escape(false);
    if (character === '[') return this.characterClass();
    if (java.startsWith('(?', this.at)) return this.take(2, '(?');
    if (character === ']' || character === '}') return this.take(1, `\\${character}`);
    const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(java.slice(this.at))?.[0];
    if (quantifier !== undefined) {
      this.take(quantifier.length);
      const lazy = java[this.at] === '?' ? this.take(1, '?') : '';
      if (java[this.at] === '+') throw new NotInJavaScript('a possessive quantifier');
      return quantifier + lazy;
    }
    return this.take(1, character);
  }

  /** `[…]`; a hyphen beside a class such as `\w` is a hyphen. */
  private characterClass(): string {
    const { java } = this;
    let text = this.take(1, '[');
    if (java[this.at] === '^') text += this.take(1, '^');
    let isFirst = true;
    for (;;) {
      const character = java[this.at];
      if (character === undefined) throw new NotInJavaScript('a class without its end');
      if (character === ']' && !isFirst) return text + this.take(1, ']');
      if (character === '[' || (character === '&' && java[this.at + 1] === '&'))
        throw new NotInJavaScript('a class within a class');
      isFirst = false;
      const item = this.item();
      const isRange = java[this.at] === '-' && ![']', undefined].includes(java[this.at + 1]);
      if (!isRange) text += item.text;
      else if (item.isSet) text += item.text + this.take(1, '\\-');
      else {
        const { at } = this;
        this.take(1);
        const end = this.item();
        if (!end.isSet) text += `${item.text}-${end.text}`;
        else {
          this.at = at + 1; // the hyphen stands for itself, and the class for its own
          text += `${item.text}\\-`;
        }
      }
    }
  }

  private item(): { readonly text: string; readonly isSet: boolean } {
    const character = String.fromCodePoint(this.java.codePointAt(this.at)!);
    if (character === '\\') {
      const isSet = /^\\[wWdDsSpP]/.test(this.java.slice(this.at));
      return { text: this.escape(true), isSet };
    }
    const text = '^$\\.*+?()[]{}|/-'.includes(character) ? `\\${character}` : character;
    return { text: this.take(character.length, text), isSet: false };
  }

  private escape(isInClass: boolean): string {
    const rest = this.java.slice(this.at);
    const bracketed = (set: string) => (isInClass ? set : `[${set}]`);
    const property = /^\\([pP])(?:\{(\w+)\}|(\w))/.exec(rest);
    if (property) return this.take(property[0].length, this.property(property, isInClass));
    const pair = /^(?:\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2})/.exec(
      rest,
    );
    if (pair) return this.take(pair[0].length, pair[0]);
    const codePoint = /^\\x\{([\da-fA-F]+)\}/.exec(rest);
    if (codePoint) return this.take(codePoint[0].length, `\\u{${codePoint[1]}}`);
    const octal = /^\\0([0-7]{1,3})/.exec(rest);
    if (octal) return this.take(octal[0].length, `\\u{${parseInt(octal[1]!, 8).toString(16)}}`);
    const escaped = rest[1] ?? '';
    if (escaped === 's') return this.take(2, bracketed(WHITESPACE));
    if (escaped === 'S' && !isInClass) return this.take(2, `[^${WHITESPACE}]`);
    if (escaped === 'S') return this.take(2, '\\u{0}-\\u{8}\\u{e}-\\u{1f}\\u{21}-\\u{10ffff}');
    if (/[wWdDnrtfbB]/.test(escaped) && !(isInClass && /[bB]/.test(escaped))) return this.take(2, `\\${escaped}`);
    if (!isInClass && escaped === 'A') return this.take(2, '^');
    if (!isInClass && /[zZ]/.test(escaped)) return this.take(2, '$');
    if (!isInClass && /[1-9]/.test(escaped)) return this.take(2, `\\${escaped}`);
    if (/[a-zA-Z0-9]/.test(escaped) || escaped === '') throw new NotInJavaScript(`\\${escaped}`);
    const literal = rest.codePointAt(1)!;
    return this.take(1 + String.fromCodePoint(literal).length, `\\u{${literal.toString(16)}}`);
  }

  private property([, letter, long, short]: RegExpExecArray, isInClass: boolean): string {
    const name = long ?? short!;
    const set = own(ASCII_CLASSES, name);
    if (set === undefined) return `\\${letter}{${name}}`; // JavaScript refuses what it does not know
    if (letter === 'p') return isInClass ? set : `[${set}]`;
    if (isInClass) throw new NotInJavaScript(`\\P{${name}} in a class`);
    return `[^${set}]`;
  }

  /** Goes on by so many characters. */
  private take(length: number, text = ''): string {
    this.at += length;
    return text;
  }
}
