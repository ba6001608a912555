import { readFileSync } from 'node:fs';
import { writeWhole } from '../../build/write-whole';
import { messageOf } from '../errors';
import { manifestSchema, type Manifest } from './manifest';
import type { Refuse } from './refuse';
import { seal, unseal } from './seal';

/** A stack's plan that was reviewed, with all that its apply needs. Holds secrets: in a file it is encrypted. */
export interface Artifact {
  readonly manifest: Manifest;
  /** What `terraform plan -out` wrote. */
  readonly plan: Buffer;
}

/** Of a manifest's or a plan's length, which stands before it, in bytes. */
const PREFIX = 4;

/** Writes plans that were reviewed together, for this user only. @param key of 32 bytes */
export function writeArtifacts(file: string, artifacts: readonly Artifact[], key: Buffer): void {
  const parts = artifacts.flatMap(({ manifest, plan }) => [Buffer.from(JSON.stringify(manifest)), plan]);
  writeWhole(file, seal(Buffer.concat(parts.flatMap((part) => [lengthOf(part), part])), key), { mode: 0o600 });
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(PREFIX);
  length.writeUInt32BE(part.length);
  return length;
}

/** @returns one at least @throws what `refuse` makes when there is none, or it is not what was written with this key */
export function readArtifacts(file: string, key: Buffer, refuse: Refuse): readonly [Artifact, ...Artifact[]] {
  const refuseFile: Refuse = (message, first) => refuse(`${file} is not applied. ${message}`, first);
  const content = unseal(readFile(file, refuseFile), key, refuseFile);
  let at = 0;
  const next = (): Buffer => {
    const start = at + PREFIX;
    at = start + content.readUInt32BE(at);
    return content.subarray(start, at);
  };
  const artifact = (): Artifact => {
    const { success, data } = manifestSchema.safeParse(JSON.parse(next().toString()));
    if (!success) throw refuseFile('Another version of Trinity has written it.');
    return { manifest: data, plan: next() };
  };
  const all: [Artifact, ...Artifact[]] = [artifact()];
  while (at < content.length) all.push(artifact());
  return all;
}

function readFile(file: string, refuse: Refuse): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw refuse(`It cannot be read: ${messageOf(error)}.`);
  }
}
