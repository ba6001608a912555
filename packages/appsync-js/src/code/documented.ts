/**
 * What APPSYNC_JS offers, as AWS documents it. Code that uses anything else is refused, even where AppSync happens to
 * accept it: what works here has to work there.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */

/** Global objects and their members. A member that is not listed does not exist. */
export const globalObjects: Readonly<Record<string, readonly string[]>> = {
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Math: ['random', 'min', 'max', 'round', 'floor', 'ceil'],
  JSON: ['parse', 'stringify'],
  console: ['error', 'log'],
};

export const globalConstants = ['NaN', 'Infinity', 'undefined'] as const;

/** What `@aws-appsync/utils` exports and what is global besides. */
export const runtimeObjects = ['util', 'extensions', 'runtime'] as const;

export const stringMethods = [
  'charAt',
  'concat',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'replace',
  'replaceAll',
  'slice',
  'split',
  'startsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
] as const;

/** Array methods that take a function: the only places where a function may be an argument. */
export const arrayMethodsWithFunction = [
  'forEach',
  'map',
  'flatMap',
  'filter',
  'reduce',
  'reduceRight',
  'find',
  'some',
  'every',
  'findIndex',
  'findLast',
  'findLastIndex',
] as const;

export const arrayMethods = [
  ...arrayMethodsWithFunction,
  'concat',
  'fill',
  'flat',
  'indexOf',
  'join',
  'lastIndexOf',
  'pop',
  'push',
  'reverse',
  'shift',
  'slice',
  'sort',
  'splice',
  'unshift',
] as const;

/** Modules that may be imported, and what each of them exports. */
export const modules: Readonly<Record<string, readonly string[]>> = {
  '@aws-appsync/utils': runtimeObjects,
  '@aws-appsync/utils/dynamodb': [
    ...['get', 'put', 'update', 'remove', 'query', 'scan', 'sync', 'batchGet', 'batchPut', 'batchDelete'],
    ...['transactGet', 'transactWrite', 'toStringSet', 'toNumberSet', 'toBinarySet', 'operations'],
  ],
};

/** Modules of AppSync that the local run does not know. */
export const unknownModules = ['@aws-appsync/utils/rds', '@aws-appsync/utils/ai'];

/** Characters of code that a resolver or a function may have (https://docs.aws.amazon.com/appsync/latest/APIReference/API_Resolver.html). */
export const MAX_CODE_LENGTH = 32_768;
