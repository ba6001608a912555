import { readFileSync } from 'node:fs';
import { writeWhole } from '../../build/write-whole';
import { messageOf } from '../errors';
import { manifestSchema, type Manifest } from './manifest';
import type { Refuse } from './refuse';
import { seal, unseal } from './seal';

/** A plan that was reviewed, with all that its apply needs. Holds secrets: in a file it is encrypted. */
export interface Artifact {
  readonly manifest: Manifest;
  /** What `terraform plan -out` wrote. */
  readonly plan: Buffer;
}

/** Of the manifest's length, which stands before it, in bytes. */
const PREFIX = 4;

/** Writes it, for this user only. @param key of 32 bytes */
export function writeArtifact(file: string, { manifest, plan }: Artifact, key: Buffer): void {
  const json = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(PREFIX);
  length.writeUInt32BE(json.length);
  writeWhole(file, seal(Buffer.concat([length, json, plan]), key), { mode: 0o600 });
}

/** @throws what `refuse` makes when there is none, or it is not what was written with this key */
export function readArtifact(file: string, key: Buffer, refuse: Refuse): Artifact {
  const refuseFile: Refuse = (message, first) => refuse(`${file} is not applied. ${message}`, first);
  const content = unseal(readFile(file, refuseFile), key, refuseFile);
  const end = PREFIX + content.readUInt32BE();
  const { success, data } = manifestSchema.safeParse(JSON.parse(content.toString('utf8', PREFIX, end)));
  if (!success) throw refuseFile('Another version of Trinity has written it.');
  return { manifest: data, plan: content.subarray(end) };
}

function readFile(file: string, refuse: Refuse): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw refuse(`It cannot be read: ${messageOf(error)}.`);
  }
}
