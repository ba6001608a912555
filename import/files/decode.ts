import { UserError } from '../../programs/user-error';

/**
 * The text of a file as people's tools write it: UTF-8, with or without byte order mark, or UTF-16 of either order, which
 * Windows PowerShell's `>` writes.
 *
 * @throws UserError when it is none of them
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b)
    throw new UserError('It is a zip archive, such as the plan that terraform plan -out writes.');
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`It is not ${encoding.toUpperCase()} text.`, { cause });
  }
}

/** Without a mark, what begins a JSON or YAML text tells: one of its first two bytes is 0 in UTF-16. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined)) return 'utf-16be';
  return 'utf-8';
}
