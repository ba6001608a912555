import { isIP } from 'node:net';
import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/**
 * AppSync's scalars (https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html) that the local run checks.
 * AWSPhone is not here: what AppSync accepts as a phone number is not documented.
 */
export const awsScalars: Readonly<Record<string, GraphQLScalarType>> = Object.fromEntries(
  [
    scalar(
      'AWSDate',
      matching(/^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2}(:\d{2})?)?$/, (text) => isDay(text)),
    ),
    scalar('AWSTime', matching(/^\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)?$/)),
    scalar(
      'AWSDateTime',
      matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)$/, (text) =>
        isDay(text),
      ),
    ),
    scalar('AWSTimestamp', (value) => typeof value === 'number' && Number.isInteger(value)),
    scalar('AWSEmail', matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)),
    scalar('AWSURL', (value) => typeof value === 'string' && URL.canParse(value)),
    scalar('AWSIPAddress', (value) => typeof value === 'string' && isIP(value.split('/')[0]!) !== 0),
    jsonScalar(),
  ].map((type) => [type.name, type]),
);

type IsValid = (value: unknown) => boolean;

function scalar(name: string, isValid: IsValid): GraphQLScalarType {
  const check = (verb: string) => (value: unknown) => {
    if (!isValid(value)) throw new GraphQLError(`Unable to ${verb} \`${show(value)}\` as a valid ${name}.`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: check('serialize'),
    parseValue: check('parse'),
    parseLiteral: (node, variables) => check('parse')(valueFromASTUntyped(node, variables)),
  });
}

/** A JSON text towards the client and from it; a value towards the code. */
function jsonScalar(): GraphQLScalarType {
  const parse = (text: unknown): unknown => {
    try {
      if (typeof text === 'string') return JSON.parse(text);
    } catch {
      // said below, in AppSync's words
    }
    throw new GraphQLError(`Unable to parse \`${show(text)}\` as valid JSON.`);
  };
  return new GraphQLScalarType({
    name: 'AWSJSON',
    serialize: (value) => JSON.stringify(value),
    parseValue: parse,
    parseLiteral: (node, variables) => parse(valueFromASTUntyped(node, variables)),
  });
}

function matching(pattern: RegExp, also: (text: string) => boolean = () => true): IsValid {
  return (value) => typeof value === 'string' && pattern.test(value) && also(value);
}

/** Whether the day at the start of the text is in the calendar: 2026-02-30 is not. */
function isDay(text: string): boolean {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
