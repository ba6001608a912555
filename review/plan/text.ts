import { UnreadablePlanError } from './unreadable';

/** By how they begin. */
const PACKED: readonly {
  readonly magic: Uint8Array;
  readonly at?: number;
  readonly what: string;
  readonly by: string;
}[] = [
  { magic: Buffer.from([0x1f, 0x8b]), what: 'compressed with gzip', by: 'gunzip -c FILE > plan.json' },
  { magic: Buffer.from('BZh'), what: 'compressed with bzip2', by: 'bunzip2 -c FILE > plan.json' },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), what: 'compressed with xz', by: 'unxz -c FILE > plan.json' },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'compressed with zstd', by: 'unzstd -c FILE > plan.json' },
  { magic: Buffer.from('\0ustar'), at: 256, what: 'an archive of tar', by: 'tar -xf FILE' },
];

/**
 * The text of a plan's file.
 *
 * @throws UnreadablePlanError for what is no UTF-8, such as a plan that was saved but not shown
 */
export function decodePlan(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) {
    throw new UnreadablePlanError(
      'It is a saved plan, not what Terraform says of it.',
      'Give the output of `terraform show -json` of that file, in the folder in which it was planned.',
    );
  }
  const packed = PACKED.find(({ magic, at = 0 }) => magic.every((byte, index) => bytes[at + index] === byte));
  if (packed) throw new UnreadablePlanError(`It is ${packed.what}.`, `Unpack it first: ${packed.by}`);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0) {
    throw new UnreadablePlanError(
      'It is UTF-16, as PowerShell writes what it redirects with >.',
      'Write it as UTF-8: terraform show -json PLANFILE | Out-File -Encoding utf8 plan.json',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadablePlanError('It is no text in UTF-8.', 'Give the output of `terraform show -json` as it is.', {
      cause,
    });
  }
}
