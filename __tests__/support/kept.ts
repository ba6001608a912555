import { Writable } from 'node:stream';

/** Keeps what is written to it. */
export class Kept extends Writable {
  text = '';

  /** In the place of a process's own. */
  get stream(): NodeJS.WriteStream {
    return this as Writable as NodeJS.WriteStream;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}
