/**
 * A number of which JavaScript would keep other digits, such as 9007199254740993 or 1e400, or that it would spell with an
 * exponent, such as 1000000000000000000000, as it is written. A class of its own, since a text would be told from it no more.
 */
export class ExactNumber {
  constructor(readonly source: string) {}
}

/** A number as it is written; undefined for what is none. */
export function digitsOf(value: unknown): string | undefined {
  if (value instanceof ExactNumber) return value.source;
  return typeof value === 'number' ? String(value) : undefined;
}

/** Whether two are one number, of which only one is kept as it is written: 1e23 may be written with all its zeros. */
export const isSameNumber = (one: unknown, other: unknown): boolean =>
  one instanceof ExactNumber
    ? typeof other === 'number' && decimalOf(one.source) === decimalOf(String(other))
    : other instanceof ExactNumber && typeof one === 'number' && isSameNumber(other, one);

/** Significant digits that a double keeps, whatever they are (`DBL_DIG` of IEEE 754). */
const SURE = 15;

/**
 * A number as JSON has it. What JavaScript spells otherwise and means the same, such as 1.0 or 1E2, is a number like any;
 * -0 is 0.
 */
export function numberFrom(source: string): number | ExactNumber {
  const number = Number(source);
  if (number === 0 && !/[1-9]/.test(source.replace(/e.*/i, ''))) return 0;
  const hasExponent = /e/i.test(source);
  if (!hasExponent && String(number).includes('e')) return new ExactNumber(source);
  const isSure = source.length <= SURE && !hasExponent;
  return isSure || decimalOf(source) === decimalOf(String(number)) ? number : new ExactNumber(source);
}

/** The same text for the same number: significant digits, and the power of ten of the last one. */
function decimalOf(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
