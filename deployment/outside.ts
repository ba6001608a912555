import { OutsideError } from '../programs/errors';
import { isError, UserError } from '../programs/user-error';

/** An error of AWS's clients, of the network, of the operating system, or what a person can put right: anything else is a bug. */
export function isOutside(error: unknown): boolean {
  if (!isError(error)) return false;
  if (error instanceof UserError || error instanceof OutsideError) return true;
  if ('$metadata' in error || 'syscall' in error) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isOutside);
  if ('code' in error && !isMisuse(error)) return true;
  return (
    ['CredentialsProviderError', 'TimeoutError'].includes(error.name) ||
    (error.cause !== undefined && isOutside(error.cause))
  );
}

/** Node gives its own codes to calls with wrong arguments, too. */
const isMisuse = ({ name, code }: Error & { readonly code?: unknown }): boolean =>
  ['TypeError', 'RangeError'].includes(name) && String(code).startsWith('ERR_');
