import { getNamedType, getNullableType, GraphQLError, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { own } from '../../../keys/own';
import type { ApiResponse } from './definition';
import { FieldError } from './errors';

/** The body of a response whose request never ran. */
export function refusal(status: number, errorType: string, message?: string): ApiResponse {
  return { status, body: { errors: [{ errorType, ...(message !== undefined && { message }) }] } };
}

/**
 * An error in AppSync's form: `errorType`, `data` and `errorInfo` stand beside `message`, not under `extensions`.
 *
 * @param schema that the request ran against
 * @param onBug told of what only a mistake in the local run can cause; the client learns nothing of it
 */
export function formatError(error: GraphQLError, schema: GraphQLSchema, onBug: (cause: Error) => void): object {
  const { originalError, path, message } = error;
  if (originalError instanceof FieldError) {
    const { data, errorType, errorInfo } = originalError;
    return { path, data, errorType, errorInfo, locations: locationsOf(error), message: originalError.message };
  }
  if (!path) return { path: null, locations: locationsOf(error), message };
  const nonNull = /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(message);
  if (nonNull) return { path, locations: null, message: nonNullMessage(error, schema, nonNull[1]!, nonNull[2]!) };
  if (!originalError || originalError instanceof GraphQLError || isMismatch(message)) {
    return { path, locations: null, message: `Can't serialize value (${place(error)}) : ${message}` };
  }
  onBug(originalError);
  return {
    path,
    data: null,
    errorType: 'InternalFailure',
    errorInfo: null,
    locations: locationsOf(error),
    message: 'Internal failure.',
  };
}

/** graphql-js throws plain errors for a value of the wrong kind. */
const isMismatch = (message: string) =>
  message.startsWith('Expected Iterable') || message.startsWith('Expected value of type');

function nonNullMessage(error: GraphQLError, schema: GraphQLSchema, parent: string, field: string): string {
  const { type } = own((schema.getType(parent) as GraphQLObjectType).getFields(), field)!;
  const isElement = typeof error.path?.at(-1) === 'number';
  const wanted = isElement ? getNamedType(type) : getNullableType(type);
  return `Cannot return null for non-nullable type: '${wanted.toString()}' within parent '${parent}' (${place(error)})`;
}

const place = ({ path }: GraphQLError) => `/${(path ?? []).join('/')}`;

const locationsOf = ({ locations }: GraphQLError) =>
  locations?.map(({ line, column }) => ({ line, column, sourceName: null })) ?? null;
