import type { Construct } from 'constructs';
import type { Bedrock } from '../../environments/booking/bedrock';
import type { Booking } from '../../environments/booking/schema';
import type { Environment } from '../../environments/schema';
import type { FunctionName } from '../../model/booking/functions';
import { TABLES, type TableName } from '../../model/booking/tables';
import { partitionOf } from '../../environments/partition';
import { resourceOf } from '../../environments/physical-name';
import { forEachKey, keysOf } from '../../keys/entries';
import { Folder } from '../address';
import type { Bundles } from '../bundles';
import { LambdaFunction } from '../constructs/lambda-function';
import type { DataLayer } from '../layers/data';

export interface FunctionsLayerProps {
  readonly environmentName: string;
  readonly account: string;
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly functions: Booking['functions'];
  readonly bundles: Bundles;
  readonly data: DataLayer<TableName>;
  readonly conversationDays: number;
  /** Asked by the agent; undefined where rules alone read messages. */
  readonly bedrock: Bedrock | undefined;
  readonly authorizerTtlSeconds: number;
  readonly logRetentionDays: Environment['logRetentionDays'];
}

const SECONDS_PER_DAY = 24 * 60 * 60;

type Action = 'BatchGetItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'Scan' | 'UpdateItem';

/** What each function may do with each table, and nothing else. An index is named where it is read. */
const USES: Readonly<Record<FunctionName, Partial<Record<TableName, readonly (Action | `Query:${string}`)[]>>>> = {
  authorizer: { apiKeys: ['GetItem'], tenants: ['GetItem'] },
  agent: {
    tenants: ['BatchGetItem', 'GetItem'],
    apiKeys: ['GetItem', 'UpdateItem'],
    services: ['BatchGetItem', 'GetItem', 'Query'],
    providers: ['BatchGetItem', 'GetItem', 'Query'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'UpdateItem'],
    conversations: ['GetItem', 'PutItem'],
  },
  bookings: {
    tenants: ['GetItem'],
    apiKeys: ['GetItem', 'UpdateItem'],
    services: ['GetItem'],
    providers: ['GetItem'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'Query:ByConversation', 'Query:ByCustomer', 'Query:ByProvider', 'UpdateItem'],
  },
  catalog: {
    tenants: ['DeleteItem', 'GetItem', 'PutItem', 'Query:ByOwner', 'UpdateItem'],
    apiKeys: ['DeleteItem', 'GetItem', 'PutItem', 'Query:ByTenant', 'UpdateItem'],
    services: ['DeleteItem', 'PutItem', 'Query', 'Query:ByCategory'],
    providers: ['BatchGetItem', 'DeleteItem', 'PutItem', 'Query'],
    availability: ['DeleteItem', 'Query'],
    bookings: ['DeleteItem', 'Query:ByProvider'],
    conversations: ['DeleteItem', 'Scan'],
  },
  availability: {
    tenants: ['BatchGetItem', 'GetItem'],
    services: ['BatchGetItem'],
    providers: ['BatchGetItem', 'GetItem', 'Query'],
    availability: ['DeleteItem', 'PutItem', 'Query'],
  },
};

/** The Lambda functions, each with what it may use. */
export class FunctionsLayer extends Folder {
  readonly lambdas: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsLayerProps) {
    super(scope, id);
    const { tables } = props.data;
    const { bedrock } = props;
    this.lambdas = forEachKey(USES, (name) => {
      const fn = new LambdaFunction(this, name, {
        name: props.nameOf(name),
        account: props.account,
        archive: props.bundles.archive(name),
        logRetentionDays: props.logRetentionDays,
        environment: {
          ...{ ENVIRONMENT: props.environmentName, LOG_LEVEL: 'INFO' },
          ...(name === 'agent' && { CONVERSATION_TTL_SECONDS: String(props.conversationDays * SECONDS_PER_DAY) }),
          ...(name === 'agent' && bedrock && bedrockVariables(bedrock)),
          ...(name === 'authorizer' && { AUTHORIZER_TTL_SECONDS: String(props.authorizerTtlSeconds) }),
        },
        ...props.functions[name],
      });
      const uses = USES[name];
      for (const table of keysOf(TABLES)) {
        const [actions = []] = [uses[table]];
        const ofTable = actions.filter((one) => !one.includes(':')).map((one) => `dynamodb:${one}`);
        if (actions.length > 0) fn.uses(tables[table], { variable: variableOf(table), actions: ofTable });
        for (const one of actions) {
          const [, index] = one.split(':');
          if (index !== undefined) fn.queries(tables[table], index);
        }
      }
      return fn;
    });
    if (bedrock) letAsk(this.lambdas.agent, bedrock, props.account);
  }
}

const bedrockVariables = ({ modelId, region, timeoutMs }: Bedrock): Record<string, string> => ({
  ...{ BEDROCK_MODEL_ID: modelId, BEDROCK_REGION: region, BEDROCK_TIMEOUT_MS: String(timeoutMs) },
});

/**
 * Converse is allowed as InvokeModel. Through an inference profile, the model in each region that the profile leads to has to be allowed,
 * too: AWS adds regions to them, so it is allowed in any, through this profile alone
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html).
 */
function letAsk(fn: LambdaFunction, { region, foundationModel, inferenceProfile }: Bedrock, account: string): void {
  const arn = (of: string, resource: string) => `arn:${partitionOf(region)}:bedrock:${of}:${resource}`;
  const invoke = ['bedrock:InvokeModel'];
  if (inferenceProfile === undefined) {
    fn.may(invoke, arn(region, `:foundation-model/${foundationModel}`));
    return;
  }
  const profile = arn(region, `${account}:inference-profile/${inferenceProfile}`);
  fn.may(invoke, profile);
  fn.may(invoke, arn('*', `:foundation-model/${foundationModel}`), { 'bedrock:InferenceProfileArn': profile });
}

/** `API_KEYS_TABLE` of `apiKeys`. */
const variableOf = (table: TableName): string => `${resourceOf(table).replaceAll('-', '_').toUpperCase()}_TABLE`;
