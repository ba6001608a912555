import { wrongType } from './constraints';
import type { Shape } from './shape';

/**
 * The value that a text stands for, in a path, a header, a form or an element.
 *
 * @param member where it stands, for the message
 * @throws UnreadableRequest when it stands for none of this type
 */
export function valueOf(shape: Shape, text: string, member: string): unknown {
  const { type } = shape;
  if (type === 'integer' || type === 'long') {
    if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text);
    throw wrongType(member, text, type === 'long' ? 'Long' : 'Integer');
  }
  if (type === 'float' || type === 'double') {
    if (['NaN', 'Infinity', '-Infinity'].includes(text)) return text;
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isNaN(value)) return value;
    throw wrongType(member, text, type === 'double' ? 'Double' : 'Float');
  }
  if (type !== 'boolean') return text;
  if (/^(true|false)$/i.test(text.trim())) return /true/i.test(text);
  throw wrongType(member, text, 'Boolean');
}
