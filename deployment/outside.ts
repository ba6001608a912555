import { isError } from './errors';

/** An error of AWS's clients, of the network or of the operating system: anything else is a bug. */
export function isOutside(error: unknown): boolean {
  if (!isError(error)) return false;
  if ('$metadata' in error || 'syscall' in error) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isOutside);
  if ('code' in error && !isMisuse(error)) return true;
  return (
    ['CredentialsProviderError', 'TimeoutError', 'UserError'].includes(error.name) ||
    (error.cause !== undefined && isOutside(error.cause))
  );
}

/** Node gives its own codes to calls with wrong arguments, too. */
const isMisuse = ({ name, code }: Error & { readonly code?: unknown }): boolean =>
  ['TypeError', 'RangeError'].includes(name) && String(code).startsWith('ERR_');
