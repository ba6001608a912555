import { setOwn } from '../../../keys/own';
import { UnreadableRequest } from './unreadable';

/** Reads CBOR (RFC 8949) as a value of JSON; bytes as a Uint8Array, what is tagged without its tag. @throws UnreadableRequest */
export function decodeCbor(bytes: Buffer): unknown {
  const reader = new Reader(bytes);
  const value = reader.value();
  if (value === BREAK || !reader.isAtEnd) throw noCbor('not one value');
  return value;
}

const noCbor = (why: string) => new UnreadableRequest(`it is no CBOR: ${why}`);

/** The end of what has no length. */
const BREAK = Symbol('break');

class Reader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  value(): unknown {
    const head = this.take(1)[0]!;
    const major = head >> 5;
    const info = head & 31;
    if (major === 7) return this.simple(info);
    const size = info === 31 ? undefined : this.size(info);
    switch (major) {
      case 0:
        return size;
      case 1:
        return -1 - size!;
      case 2:
        return size === undefined ? Buffer.concat(this.untilBreak() as Buffer[]) : this.take(size);
      case 3:
        return size === undefined ? this.untilBreak().join('') : this.take(size).toString('utf8');
      case 4:
        return size === undefined ? this.untilBreak() : Array.from({ length: this.fits(size) }, () => this.value());
      case 5: {
        const flat =
          size === undefined ? this.untilBreak() : Array.from({ length: this.fits(size) * 2 }, () => this.value());
        const object: Record<string, unknown> = {};
        for (let at = 0; at < flat.length; at += 2) setOwn(object, String(flat[at]), flat[at + 1]);
        return object;
      }
      default:
        return this.value(); // what a tag says of it, its shape says, too
    }
  }

  private simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return half(this.take(2).readUInt16BE());
      case 26:
        return this.take(4).readFloatBE();
      case 27:
        return this.take(8).readDoubleBE();
      case 31:
        return BREAK;
      default:
        throw noCbor(`simple value ${info}`);
    }
  }

  private size(info: number): number {
    if (info < 24) return info;
    if (info > 27) throw noCbor(`additional information ${info}`);
    const width = 1 << (info - 24);
    const bytes = this.take(width);
    return width === 8 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, width);
  }

  private untilBreak(): unknown[] {
    const values: unknown[] = [];
    for (let value = this.value(); value !== BREAK; value = this.value()) values.push(value);
    return values;
  }

  /** Each of so many values has one byte at least. */
  private fits(size: number): number {
    if (size > this.bytes.length - this.at) throw noCbor('it ends too soon');
    return size;
  }

  private take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw noCbor('it ends too soon');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** IEEE 754's half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
