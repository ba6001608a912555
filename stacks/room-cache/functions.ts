import type { Construct } from 'constructs';
import type { FunctionName } from '../../model/room-cache/functions';
import type { Environment } from '../../environments/schema';
import type { RoomCache } from '../../environments/room-cache/schema';
import { Folder } from '../address';
import type { Bundles } from '../bundles';
import { LambdaFunction } from '../constructs/lambda-function';
import type { SecureParameter } from '../constructs/secure-parameter';
import type { DataLayer } from '../layers/data';
import type { TableName } from '../../model/room-cache/tables';

export interface FunctionsLayerProps {
  readonly environmentName: string;
  readonly account: string;
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  readonly functions: RoomCache['functions'];
  readonly bundles: Bundles;
  readonly data: DataLayer<TableName>;
  readonly cache: RoomCache['cache'];
  readonly tmdbUrl: string;
  /** TMDB's key. */
  readonly tmdbParameter: SecureParameter;
  readonly logRetentionDays: Environment['logRetentionDays'];
  readonly adoptedLogGroups: NonNullable<RoomCache['logs']>['adopt'];
  /** When the API's key stops working, RFC 3339. */
  readonly keyExpires: string;
}

const SECONDS_PER_HOUR = 60 * 60;
const SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

/** The Lambda functions, each with what it may use. */
export class FunctionsLayer extends Folder {
  readonly lambdas: Readonly<Record<FunctionName, LambdaFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsLayerProps) {
    super(scope, id);
    const { cache, tmdbParameter } = props;
    const { tables } = props.data;
    const common = { ENVIRONMENT: props.environmentName, LOG_LEVEL: 'INFO' };
    const roomLife = { CACHE_TTL_SECONDS: String(cache.ttlDays * SECONDS_PER_DAY) };
    const tmdb = { TMDB_URL: props.tmdbUrl, FILTER_TTL_SECONDS: String(cache.filterTtlHours * SECONDS_PER_HOUR) };
    const propsOf = (name: FunctionName) => ({
      name: props.nameOf(name),
      account: props.account,
      archive: props.bundles.archive(name),
      logRetentionDays: props.logRetentionDays,
      adoptedLogGroup: props.adoptedLogGroups[name],
      ...props.functions[name],
    });

    const cacheFunction = new LambdaFunction(this, 'cache', {
      ...propsOf('cache'),
      environment: {
        ...common,
        ...roomLife,
        ...tmdb,
        BATCH_SIZE: String(cache.batchSize),
        MAX_BATCHES: String(cache.maxBatches),
        PREFETCH_THRESHOLD: String(cache.prefetchThreshold),
        LANGUAGES: cache.languages.join(','),
        MIN_VOTE_COUNT: String(cache.minVoteCount),
      },
      asynchronous: { retries: 2, deadLetterQueueName: props.nameOf('cache-dead-letters') },
    })
      .uses(tables.roomMovieCache, {
        variable: 'ROOM_MOVIE_CACHE_TABLE',
        actions: ['dynamodb:BatchWriteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      })
      .uses(tables.roomCacheMetadata, {
        variable: 'ROOM_CACHE_METADATA_TABLE',
        actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
      })
      .uses(tables.filterCache, {
        variable: 'FILTER_CACHE_TABLE',
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      })
      .uses(tmdbParameter, { variable: 'TMDB_PARAMETER_NAME', actions: ['ssm:GetParameter'] });

    const roomFunction = new LambdaFunction(this, 'room', {
      ...propsOf('room'),
      environment: { ...common, ...roomLife, API_KEY_EXPIRES: props.keyExpires },
    })
      .uses(tables.rooms, {
        variable: 'ROOMS_TABLE',
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      })
      .uses(tables.roomMembers, {
        variable: 'ROOM_MEMBERS_TABLE',
        actions: ['dynamodb:Query', 'dynamodb:UpdateItem'],
      })
      .uses(tables.roomCacheMetadata, { variable: 'ROOM_CACHE_METADATA_TABLE', actions: ['dynamodb:PutItem'] });

    const movieFunction = new LambdaFunction(this, 'movie', {
      ...propsOf('movie'),
      environment: { ...common, ...tmdb },
    })
      .uses(tables.filterCache, {
        variable: 'FILTER_CACHE_TABLE',
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      })
      .uses(tmdbParameter, { variable: 'TMDB_PARAMETER_NAME', actions: ['ssm:GetParameter'] });

    this.lambdas = { cache: cacheFunction, room: roomFunction, movie: movieFunction };
  }
}
