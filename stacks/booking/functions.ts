import type { Construct } from 'constructs';
import type { Booking } from '../../environments/booking/schema';
import type { Environment } from '../../environments/schema';
import type { FunctionName } from '../../model/booking/functions';
import type { TableName } from '../../model/booking/tables';
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
  readonly authorizerTtlSeconds: number;
  readonly logRetentionDays: Environment['logRetentionDays'];
}

const SECONDS_PER_DAY = 24 * 60 * 60;

type Action = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';
type Uses = Partial<Record<TableName, readonly Action[]>>;

/** What each function may do with each table, and nothing else. */
const USES: Readonly<Record<FunctionName, Uses>> = {
  authorizer: { apiKeys: ['GetItem'], tenants: ['GetItem'] },
  agent: {
    apiKeys: ['UpdateItem'],
    tenants: ['GetItem'],
    services: ['GetItem', 'Query'],
    providers: ['GetItem', 'Query'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    conversations: ['GetItem', 'PutItem'],
  },
  bookings: {
    apiKeys: ['UpdateItem'],
    tenants: ['GetItem'],
    services: ['GetItem'],
    providers: ['GetItem'],
    availability: ['GetItem', 'Query', 'UpdateItem'],
    bookings: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
  },
  catalog: {
    tenants: ['GetItem'],
    apiKeys: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    services: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    providers: ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
  },
  availability: {
    tenants: ['GetItem'],
    services: ['GetItem'],
    providers: ['GetItem', 'Query'],
    availability: ['DeleteItem', 'PutItem', 'Query'],
  },
};

/** The Lambda functions, each with what it may use. */
export class FunctionsLayer extends Folder {
  readonly lambdas: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsLayerProps) {
    super(scope, id);
    const { tables } = props.data;
    this.lambdas = forEachKey(USES, (name) => {
      const fn = new LambdaFunction(this, name, {
        name: props.nameOf(name),
        account: props.account,
        archive: props.bundles.archive(name),
        logRetentionDays: props.logRetentionDays,
        environment: {
          ...{ ENVIRONMENT: props.environmentName, LOG_LEVEL: 'INFO' },
          ...(name === 'agent' && { CONVERSATION_TTL_SECONDS: String(props.conversationDays * SECONDS_PER_DAY) }),
          ...(name === 'authorizer' && { AUTHORIZER_TTL_SECONDS: String(props.authorizerTtlSeconds) }),
        },
        ...props.functions[name],
      });
      for (const table of keysOf(USES[name])) {
        fn.uses(tables[table], {
          variable: variableOf(table),
          actions: USES[name][table]!.map((one) => `dynamodb:${one}`),
        });
      }
      return fn;
    });
  }
}

/** `API_KEYS_TABLE` of `apiKeys`. */
const variableOf = (table: TableName): string => `${resourceOf(table).replaceAll('-', '_').toUpperCase()}_TABLE`;
