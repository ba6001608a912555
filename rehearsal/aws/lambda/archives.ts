import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../door/messages';
import { invalid } from './store';

/** The archives that Lambda was given, by their hash, in a directory that `close` removes. */
export class Archives {
  private directory: string | undefined;
  private readonly known = new Map<string, string>();

  /** @param code of CreateFunction or UpdateFunctionCode. @returns what the configuration says of it */
  add(code: JsonObject): { CodeSha256: string; CodeSize: number } {
    const { ZipFile } = code;
    if (typeof ZipFile !== 'string') {
      throw invalid(
        'Only code that comes as ZipFile runs here: give Terraform a filename, not an S3 bucket or an image.',
      );
    }
    const bytes = Buffer.from(ZipFile, 'base64');
    if (bytes.subarray(0, 2).toString() !== 'PK') {
      throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
    }
    const hash = createHash('sha256').update(bytes);
    const CodeSha256 = hash.digest('base64');
    if (!this.known.has(CodeSha256)) {
      this.directory ??= mkdtempSync(join(tmpdir(), 'trinity-archives-'));
      const path = join(this.directory, `${this.known.size}.zip`);
      writeFileSync(path, bytes);
      this.known.set(CodeSha256, path);
    }
    return { CodeSha256, CodeSize: bytes.length };
  }

  /** Absolute path of an archive that was added. */
  pathOf(hash: string): string {
    const path = this.known.get(hash);
    if (path === undefined) throw new Error(`There is no archive ${hash}`);
    return path;
  }

  close(): void {
    if (this.directory !== undefined) rmSync(this.directory, { recursive: true, force: true });
  }
}
