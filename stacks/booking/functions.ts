import type { Construct } from 'constructs';
import type { Booking } from '../../environments/booking/schema';
import type { Environment } from '../../environments/schema';
import type { FunctionName } from '../../model/booking/functions';
import { TABLES, type TableName } from '../../model/booking/tables';
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
    bookings: ['GetItem', 'PutItem', 'Query:ByProvider', 'UpdateItem'],
  },
  catalog: {
    tenants: ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'],
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
  }
}

/** `API_KEYS_TABLE` of `apiKeys`. */
const variableOf = (table: TableName): string => `${resourceOf(table).replaceAll('-', '_').toUpperCase()}_TABLE`;
