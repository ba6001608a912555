import type {
  ApiDefinition,
  AppsyncFunction,
  AuthenticationProvider,
  DataSource,
  Resolver,
  UserPoolConfig,
} from '../../packages/appsync-js/src';
import { StackProblem, type Block, type Resource, type StackFile } from './stack-file';

/** AppSync's default limits: none (0). */
const unlimited = 0;

/** @returns one reader per resource, so that the problems of all come out at once */
export function readApi(stack: StackFile, attempt: <T>(read: () => T) => T | undefined): ApiDefinition | undefined {
  return attempt(() => {
    const [api, ...others] = stack.ofType('aws_appsync_graphql_api');
    if (api === undefined) throw new StackProblem(`${stack.file}: there is no aws_appsync_graphql_api to serve`);
    if (others.length > 0)
      throw new StackProblem(`${others[0]?.address}: the local run serves one API, ${api.address}`);
    const entries = <T>(type: string, read: (resource: Resource) => T): T[] =>
      stack.ofType(type).flatMap((resource) => attempt(() => [read(resource)]) ?? []);
    return {
      name: api.string('name'),
      arn: String(api.attribute('arn', api.address)),
      authentication: readProvider(api),
      additionalAuthenticationProviders: api.blocks('additional_authentication_provider').map(readProvider),
      schema: api.string('schema'),
      apiKeys: entries('aws_appsync_api_key', readApiKey),
      introspection: (api.optionalString('introspection_config') ?? 'ENABLED') === 'ENABLED',
      queryDepthLimit: api.optionalNumber('query_depth_limit') ?? unlimited,
      resolverCountLimit: api.optionalNumber('resolver_count_limit') ?? unlimited,
      dataSources: Object.fromEntries(entries('aws_appsync_datasource', readDataSource)),
      functions: Object.fromEntries(entries('aws_appsync_function', readFunction)),
      resolvers: entries('aws_appsync_resolver', readResolver),
    };
  });
}

/** Terraform's own default (aws_appsync_graphql_api 5.100): AppSync's is 0. */
const RESULT_TTL = 300;

/** @param block of the API, or of one of its additional providers */
function readProvider(block: Block): AuthenticationProvider {
  const authenticationType = block.string('authentication_type');
  const config = (name: string): Block => {
    const found = block.block(name);
    if (found === undefined) throw block.problem(name, `${authenticationType} needs it`);
    return found;
  };
  switch (authenticationType) {
    case 'API_KEY':
      return { authenticationType };
    case 'AWS_LAMBDA': {
      const authorizer = config('lambda_authorizer_config');
      const identityValidationExpression = authorizer.optionalString('identity_validation_expression');
      return {
        authenticationType,
        lambdaAuthorizerConfig: {
          authorizerUri: authorizer.string('authorizer_uri'),
          authorizerResultTtlInSeconds: authorizer.optionalNumber('authorizer_result_ttl_in_seconds') ?? RESULT_TTL,
          ...(identityValidationExpression !== undefined && { identityValidationExpression }),
        },
      };
    }
    case 'AMAZON_COGNITO_USER_POOLS':
      return { authenticationType, userPoolConfig: readUserPool(config('user_pool_config')) };
    default: {
      const known = 'API_KEY, AWS_LAMBDA and AMAZON_COGNITO_USER_POOLS do';
      throw block.problem('authentication_type', `"${authenticationType}" does not run here; ${known}`);
    }
  }
}

function readUserPool(pool: Block): UserPoolConfig {
  const defaultAction = pool.optionalString('default_action');
  if (defaultAction !== undefined && defaultAction !== 'ALLOW' && defaultAction !== 'DENY') {
    throw pool.problem('default_action', `"${defaultAction}" is neither ALLOW nor DENY`);
  }
  const appIdClientRegex = pool.optionalString('app_id_client_regex');
  return {
    userPoolId: pool.string('user_pool_id'),
    awsRegion: pool.optionalString('aws_region') ?? pool.region,
    ...(defaultAction !== undefined && { defaultAction }),
    ...(appIdClientRegex !== undefined && { appIdClientRegex }),
  };
}

function readApiKey(key: Resource): ApiDefinition['apiKeys'][number] {
  const expires = key.optionalString('expires');
  return { key: String(key.attribute('key', key.address)), ...(expires === undefined ? {} : { expires }) };
}

function readDataSource(source: Resource): [string, DataSource] {
  const type = source.string('type');
  const config = (name: string): Block => {
    const block = source.block(name);
    if (block === undefined) throw source.problem(name, `a data source of type ${type} needs it`);
    return block;
  };
  const serviceRoleArn = source.optionalString('service_role_arn');
  const role = serviceRoleArn === undefined ? {} : { serviceRoleArn };
  switch (type) {
    case 'AMAZON_DYNAMODB':
      return [source.string('name'), { type, ...role, tableName: config('dynamodb_config').string('table_name') }];
    case 'AWS_LAMBDA':
      return [source.string('name'), { type, ...role, functionArn: config('lambda_config').string('function_arn') }];
    case 'NONE':
      return [source.string('name'), { type }];
    default:
      throw source.problem('type', `"${type}" does not run here; AMAZON_DYNAMODB, AWS_LAMBDA and NONE do`);
  }
}

function readFunction(fn: Resource): [string, AppsyncFunction] {
  requireAppsyncJs(fn);
  return [
    String(fn.attribute('function_id', fn.address)),
    { name: fn.string('name'), dataSource: fn.string('data_source'), code: fn.string('code') },
  ];
}

function readResolver(resolver: Resource): Resolver {
  requireAppsyncJs(resolver);
  const kind = resolver.optionalString('kind') ?? 'UNIT';
  const common = { type: resolver.string('type'), field: resolver.string('field'), code: resolver.string('code') };
  if (kind === 'UNIT') return { ...common, kind, dataSource: resolver.string('data_source') };
  if (kind === 'PIPELINE') {
    return { ...common, kind, functions: resolver.block('pipeline_config')?.strings('functions') ?? [] };
  }
  throw resolver.problem('kind', `"${kind}" is neither UNIT nor PIPELINE`);
}

function requireAppsyncJs(resource: Resource): void {
  const runtime = resource.block('runtime');
  if (runtime === undefined) throw resource.problem('runtime', 'only APPSYNC_JS runs here, mapping templates do not');
  requireValue(runtime, 'name', 'APPSYNC_JS');
  requireValue(runtime, 'runtime_version', '1.0.0');
}

function requireValue(block: Block, attribute: string, allowed: string): void {
  const value = block.string(attribute);
  if (value !== allowed) throw block.problem(attribute, `"${value}" does not run here; "${allowed}" does`);
}
