/** AppSync's operations that are known here (https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html). */
export const appsyncRoutes = {
  CreateGraphqlApi: 'POST /v1/apis',
  ListGraphqlApis: 'GET /v1/apis',
  GetGraphqlApi: 'GET /v1/apis/{apiId}',
  UpdateGraphqlApi: 'POST /v1/apis/{apiId}',
  DeleteGraphqlApi: 'DELETE /v1/apis/{apiId}',
  GetGraphqlApiEnvironmentVariables: 'GET /v1/apis/{apiId}/environmentVariables',
  PutGraphqlApiEnvironmentVariables: 'PUT /v1/apis/{apiId}/environmentVariables',

  StartSchemaCreation: 'POST /v1/apis/{apiId}/schemacreation',
  GetSchemaCreationStatus: 'GET /v1/apis/{apiId}/schemacreation',
  GetIntrospectionSchema: 'GET /v1/apis/{apiId}/schema',
  ListTypes: 'GET /v1/apis/{apiId}/types',
  GetType: 'GET /v1/apis/{apiId}/types/{typeName}',

  CreateApiKey: 'POST /v1/apis/{apiId}/apikeys',
  ListApiKeys: 'GET /v1/apis/{apiId}/apikeys',
  UpdateApiKey: 'POST /v1/apis/{apiId}/apikeys/{id}',
  DeleteApiKey: 'DELETE /v1/apis/{apiId}/apikeys/{id}',

  CreateDataSource: 'POST /v1/apis/{apiId}/datasources',
  ListDataSources: 'GET /v1/apis/{apiId}/datasources',
  GetDataSource: 'GET /v1/apis/{apiId}/datasources/{name}',
  UpdateDataSource: 'POST /v1/apis/{apiId}/datasources/{name}',
  DeleteDataSource: 'DELETE /v1/apis/{apiId}/datasources/{name}',

  CreateFunction: 'POST /v1/apis/{apiId}/functions',
  ListFunctions: 'GET /v1/apis/{apiId}/functions',
  GetFunction: 'GET /v1/apis/{apiId}/functions/{functionId}',
  UpdateFunction: 'POST /v1/apis/{apiId}/functions/{functionId}',
  DeleteFunction: 'DELETE /v1/apis/{apiId}/functions/{functionId}',
  ListResolversByFunction: 'GET /v1/apis/{apiId}/functions/{functionId}/resolvers',

  CreateResolver: 'POST /v1/apis/{apiId}/types/{typeName}/resolvers',
  ListResolvers: 'GET /v1/apis/{apiId}/types/{typeName}/resolvers',
  GetResolver: 'GET /v1/apis/{apiId}/types/{typeName}/resolvers/{fieldName}',
  UpdateResolver: 'POST /v1/apis/{apiId}/types/{typeName}/resolvers/{fieldName}',
  DeleteResolver: 'DELETE /v1/apis/{apiId}/types/{typeName}/resolvers/{fieldName}',

  ListTagsForResource: 'GET /v1/tags/{resourceArn}',
  TagResource: 'POST /v1/tags/{resourceArn}',
  UntagResource: 'DELETE /v1/tags/{resourceArn}',
} as const;

export type AppsyncOperation = keyof typeof appsyncRoutes;
