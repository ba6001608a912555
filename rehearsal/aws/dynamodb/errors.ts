import { AwsError } from '../door/messages';

export const invalid = (message: string): AwsError => new AwsError(400, 'ValidationException', message);

export const invalidParameter = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const notFound = (what: string): AwsError =>
  new AwsError(400, 'ResourceNotFoundException', `Requested resource not found: ${what} not found`);

export const inUse = (table: string): AwsError =>
  new AwsError(
    400,
    'ResourceInUseException',
    `Attempt to change a resource which is still in use: Table is being updated: ${table}`,
  );

/** @throws AwsError for a member that AWS may know, and nobody here does: dropped in silence, it would hide a mistake. */
export function refuseOthers(operation: string, input: object, known: readonly string[]): void {
  const other = Object.keys(input).find((name) => !known.includes(name));
  if (other === undefined) return;
  throw invalid(`The emulated AWS does not know ${other} of ${operation}. Complete it in rehearsal/aws/dynamodb.`);
}
