/**
 * Utilities that AppSync has and the local run has not. Code that uses one is refused by name, instead of running to
 * another end here than there.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html
 */
export const unknownUtilities: readonly string[] = [
  'util.autoUlid',
  'util.autoKsuid',
  'util.matches', // takes a Java regular expression
  'util.time.nowFormatted', // takes a Java date pattern
  'util.time.parseFormattedToEpochMilliSeconds',
  'util.time.epochMilliSecondsToFormatted',
  'util.dynamodb.toS3Object',
  'util.dynamodb.fromS3ObjectJson',
  'util.rds.toJsonObject',
  'util.http.copyHeaders',
  'util.http.addResponseHeader',
  'util.http.addResponseHeaders',
  'util.xml.toMap',
  'util.xml.toJsonString',
  'util.transform.toElasticsearchQueryDSL',
  'dynamodb.sync', // of versioned data sources alone
  'extensions.evictFromApiCache',
];

/** Operations of data sources that AppSync has and the local run has not. */
export const unknownOperations: readonly string[] = ['Sync', 'BatchInvoke', 'PutEvents', 'InvokeModel', 'Converse'];

export const knownOperations: readonly string[] = [
  ...[
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'Query',
    'Scan',
    'BatchGetItem',
    'BatchPutItem',
    'BatchDeleteItem',
  ],
  ...['TransactGetItems', 'TransactWriteItems', 'ConditionCheck', 'Invoke'],
];
