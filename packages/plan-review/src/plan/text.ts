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
  { magic: Buffer.from('PK'), what: 'an archive of zip', by: 'unzip FILE' },
  { magic: Buffer.from('\0ustar'), at: 256, what: 'an archive of tar', by: 'tar -xf FILE' },
];

/**
 * The text of a plan's file.
 *
 * @throws UnreadablePlanError for what is no UTF-8, such as a plan that was saved but not shown
 */
export function decodePlan(bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && SAVED_PLAN.test(Buffer.from(bytes).toString('latin1'))) {
    throw new UnreadablePlanError(
      'It is a saved plan, not what Terraform says of it.',
      'Give the output of `terraform show -json` of that file, in the folder in which it was planned.',
    );
  }
  const packed = PACKED.find(({ magic, at = 0 }) => magic.every((byte, index) => bytes[at + index] === byte));
  if (packed) throw new UnreadablePlanError(`It is ${packed.what}.`, `Unpack it first: ${packed.by}`);
  const wide = wideIn(bytes);
  if (wide) throw new UnreadablePlanError(...wide);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadablePlanError('It is no text in UTF-8.', 'Give the output of `terraform show -json` as it is.', {
      cause,
    });
  }
}

/** An entry of a zip that is called `tfplan`, as Terraform and OpenTofu call that of a saved plan. */
const SAVED_PLAN = /PK\x03\x04[^]{22}\x06\0[^]{2}tfplan/; // eslint-disable-line no-control-regex -- bytes, not text

const AS_UTF8 = 'Write it as UTF-8: terraform show -json PLANFILE | Out-File -Encoding utf8 plan.json';

/** What has more than one byte for each character, by its mark, or by the zeros of the first one. */
function wideIn(bytes: Uint8Array): [message: string, next: string] | undefined {
  const begin = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (/^0000/.test(begin) && !/^0000(?:feff|00[^0]|000[^0])/.test(begin)) {
    return ['It begins with zeros, as what was never written to its end.', 'Show the plan again, to another file.'];
  }
  if (/^(?:fffe0000|0000feff|(?!00)..000000|000000)/.test(begin)) return ['It is UTF-32.', AS_UTF8];
  return /^(?:fffe|feff|00|..00)/.test(begin)
    ? ['It is UTF-16, as PowerShell writes what it redirects with >.', AS_UTF8]
    : undefined;
}
