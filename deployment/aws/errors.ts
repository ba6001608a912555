/** Names under which AWS's services say that something does not exist. */
const NOT_FOUND = [
  'NotFoundException',
  'ResourceNotFoundException',
  'NoSuchEntity',
  'NoSuchEntityException',
  'ProvisionedConcurrencyConfigNotFoundException',
];
const DENIED = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError', // SNS
  'AuthorizationErrorException',
  'UnauthorizedOperation',
];
const UNKNOWN = ['NotImplemented', 'InvalidAction', 'UnknownOperationException', 'UnsupportedOperation'];

/** @returns undefined when what was asked for does not exist; any other error is thrown on */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (isNamed(error, NOT_FOUND)) return undefined;
    throw error;
  });
}

/** Why these credentials, or this AWS, cannot answer at all; undefined for any other error. */
export function whyUnanswerable(error: unknown, operation: string): string | undefined {
  if (isNamed(error, DENIED)) return `these credentials may not call ${operation}`;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (isNamed(error, UNKNOWN) || status === 501) return `${operation} is not known here`;
  return undefined;
}

const isNamed = (error: unknown, names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
