import { UnreadablePlanError } from './unreadable';

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
  if (first === 0x1f && second === 0x8b) {
    throw new UnreadablePlanError('It is compressed with gzip.', 'Unpack it first: gunzip -c FILE > plan.json');
  }
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
