/** Lambda's operations that are known here (https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html). */
export const lambdaRoutes = {
  CreateFunction: 'POST /2015-03-31/functions',
  ListFunctions: 'GET /2015-03-31/functions',
  GetFunction: 'GET /2015-03-31/functions/{function}',
  DeleteFunction: 'DELETE /2015-03-31/functions/{function}',
  GetFunctionConfiguration: 'GET /2015-03-31/functions/{function}/configuration',
  UpdateFunctionConfiguration: 'PUT /2015-03-31/functions/{function}/configuration',
  UpdateFunctionCode: 'PUT /2015-03-31/functions/{function}/code',
  Invoke: 'POST /2015-03-31/functions/{function}/invocations',

  PublishVersion: 'POST /2015-03-31/functions/{function}/versions',
  ListVersionsByFunction: 'GET /2015-03-31/functions/{function}/versions',
  CreateAlias: 'POST /2015-03-31/functions/{function}/aliases',
  ListAliases: 'GET /2015-03-31/functions/{function}/aliases',
  GetAlias: 'GET /2015-03-31/functions/{function}/aliases/{alias}',
  UpdateAlias: 'PUT /2015-03-31/functions/{function}/aliases/{alias}',
  DeleteAlias: 'DELETE /2015-03-31/functions/{function}/aliases/{alias}',

  PutFunctionConcurrency: 'PUT /2017-10-31/functions/{function}/concurrency',
  DeleteFunctionConcurrency: 'DELETE /2017-10-31/functions/{function}/concurrency',
  GetFunctionConcurrency: 'GET /2019-09-30/functions/{function}/concurrency',
  PutProvisionedConcurrencyConfig: 'PUT /2019-09-30/functions/{function}/provisioned-concurrency',
  GetProvisionedConcurrencyConfig: 'GET /2019-09-30/functions/{function}/provisioned-concurrency',
  DeleteProvisionedConcurrencyConfig: 'DELETE /2019-09-30/functions/{function}/provisioned-concurrency',
  PutFunctionEventInvokeConfig: 'PUT /2019-09-25/functions/{function}/event-invoke-config',
  UpdateFunctionEventInvokeConfig: 'POST /2019-09-25/functions/{function}/event-invoke-config',
  GetFunctionEventInvokeConfig: 'GET /2019-09-25/functions/{function}/event-invoke-config',
  DeleteFunctionEventInvokeConfig: 'DELETE /2019-09-25/functions/{function}/event-invoke-config',

  GetAccountSettings: 'GET /2016-08-19/account-settings',
  GetFunctionCodeSigningConfig: 'GET /2020-06-30/functions/{function}/code-signing-config',
  AddPermission: 'POST /2015-03-31/functions/{function}/policy',
  RemovePermission: 'DELETE /2015-03-31/functions/{function}/policy/{statement}',
  GetPolicy: 'GET /2015-03-31/functions/{function}/policy',
  ListTags: 'GET /2017-03-31/tags/{arn}',
  TagResource: 'POST /2017-03-31/tags/{arn}',
  UntagResource: 'DELETE /2017-03-31/tags/{arn}',
} as const;

export type LambdaOperation = keyof typeof lambdaRoutes;
