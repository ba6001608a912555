import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Refuse } from './refuse';

const CIPHER = 'aes-256-gcm';
const MAGIC = Buffer.from('TRINITY-PLAN', 'latin1');
const VERSION = 2;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** Magic, version, length of the content as 32 bits. In clear, but not to be altered either. */
const HEADER_LENGTH = MAGIC.length + 1 + 4;
const OVERHEAD = HEADER_LENGTH + NONCE_LENGTH + TAG_LENGTH;

/** Encrypts and signs: header, nonce, content in AES-256-GCM, tag. @param key of 32 bytes */
export function seal(content: Buffer, key: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  MAGIC.copy(header);
  header.writeUInt8(VERSION, MAGIC.length);
  header.writeUInt32BE(content.length, MAGIC.length + 1);
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_LENGTH }).setAAD(header);
  return Buffer.concat([header, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws what `refuse` makes, unless it is, byte for byte, what `seal` made with this key */
export function unseal(sealed: Buffer, key: Buffer, refuse: Refuse): Buffer {
  const header = sealed.subarray(0, HEADER_LENGTH);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw refuse('It is not a plan that trinity review has kept.');
  const version = header[MAGIC.length];
  if (version !== undefined && version !== VERSION) {
    throw refuse(`It is a plan file of version ${version}; this Trinity reads version ${VERSION}.`);
  }
  const length = header.length < HEADER_LENGTH ? 0 : OVERHEAD + header.readUInt32BE(MAGIC.length + 1);
  if (length === 0 || sealed.length < length) {
    throw refuse(`It is cut off: ${sealed.length} bytes${length === 0 ? '' : ` of ${length}`} are there.`);
  }
  const nonce = sealed.subarray(HEADER_LENGTH, HEADER_LENGTH + NONCE_LENGTH);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(header).setAuthTag(sealed.subarray(-TAG_LENGTH));
  try {
    const content = decipher.update(sealed.subarray(HEADER_LENGTH + NONCE_LENGTH, -TAG_LENGTH));
    return Buffer.concat([content, decipher.final()]);
  } catch {
    throw refuse(
      'It was altered, or TRINITY_PLAN_KEY is not the key that it was written with: which of the two cannot be told.',
      'Take the file that the review kept, and the key of that review.',
    );
  }
}
