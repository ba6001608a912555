import { createHash } from 'node:crypto';

/** What a value that AWS would make is made of here. */
export interface Origin {
  account: string;
  region: string;
  /** `aws_appsync_graphql_api.api` */
  address: string;
  /** A configured attribute of the same resource as a string. */
  configured(attribute: string): string;
}

type Maker = (origin: Origin) => unknown;

const arn = (service: string, resource: (origin: Origin) => string): Maker => {
  return (origin) => `arn:aws:${service}:${origin.region}:${origin.account}:${resource(origin)}`;
};

/** Digits and lower-case letters that depend on the environment and the address only: the same at every start. */
function localId({ account, region, address }: Origin, length: number): string {
  const digest = createHash('sha256').update(`${account} ${region} ${address}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(length, '0').slice(0, length);
}

const functionArn = arn('lambda', (origin) => `function:${origin.configured('function_name')}`);
const userPoolId: Maker = (origin) => `${origin.region}_${localId(origin, 9)}`;
const apiId: Maker = (origin) => localId(origin, 26);

/**
 * Attributes that are known only after apply, by resource type: well-formed, but made on this machine. What is not here
 * and not configured cannot be resolved, and the reader says so.
 */
export const computedAttributes: Record<string, Record<string, Maker>> = {
  aws_appsync_api_key: {
    key: (origin) => `da2-${localId(origin, 21)}local`,
    id: apiId,
  },
  aws_appsync_datasource: {
    arn: arn('appsync', (origin) => `apis/${origin.configured('api_id')}/datasources/${origin.configured('name')}`),
  },
  aws_appsync_function: { function_id: apiId },
  aws_appsync_graphql_api: {
    id: apiId,
    arn: arn('appsync', (origin) => `apis/${localId(origin, 26)}`),
  },
  aws_cloudwatch_log_group: {
    arn: arn('logs', (origin) => `log-group:${origin.configured('name')}`),
    id: (origin) => origin.configured('name'),
  },
  aws_cognito_user_pool: {
    id: userPoolId,
    arn: arn('cognito-idp', (origin) => `userpool/${String(userPoolId(origin))}`),
  },
  aws_cognito_user_pool_client: { id: apiId },
  aws_dynamodb_table: {
    id: (origin) => origin.configured('name'),
    arn: arn('dynamodb', (origin) => `table/${origin.configured('name')}`),
  },
  aws_iam_role: {
    arn: (origin) => `arn:aws:iam::${origin.account}:role/${origin.configured('name')}`,
    id: (origin) => origin.configured('name'),
  },
  aws_lambda_alias: {
    arn: (origin) =>
      `arn:aws:lambda:${origin.region}:${origin.account}:function:${origin.configured('function_name')}:${origin.configured('name')}`,
  },
  aws_lambda_function: {
    id: (origin) => origin.configured('function_name'),
    arn: functionArn,
    qualified_arn: (origin) => `${String(functionArn(origin))}:1`,
    version: () => '1',
  },
  aws_sqs_queue: {
    arn: arn('sqs', (origin) => origin.configured('name')),
    id: (origin) => `https://sqs.${origin.region}.amazonaws.com/${origin.account}/${origin.configured('name')}`,
    url: (origin) => `https://sqs.${origin.region}.amazonaws.com/${origin.account}/${origin.configured('name')}`,
  },
};
