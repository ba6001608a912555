import { wiring } from '../../../api/booking/wiring';
import type { AuthorizerEvent } from '../../../functions/booking/authorizer/handler';
import type { FunctionName } from '../../../model/booking/functions';
import { TENANTS_CLAIM } from '../../../model/booking/administrators';
import { type Api, createApi, createUserPool } from '../../../packages/appsync-js/src';
import type { Functions } from '../../functions/booking/support/functions';
import { wiredApi } from '../wired-api';
import { type Field, operationOf, wayOf } from './operations';

export const POOL = { userPoolId: 'eu-west-1_Booking', awsRegion: 'eu-west-1' };

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly errorType?: string }[];
}

/** What came of a request to subscribe. */
export interface Subscribed extends Omit<Answer, 'data'> {
  readonly told: readonly unknown[];
  /** What was said when the API ended it. */
  readonly ends: readonly unknown[];
  readonly end?: () => void;
}

/** What a function was asked. */
export interface Invoked {
  readonly name: FunctionName;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Whom the schema's directives let in: everybody, where it is to be seen what the resolvers do by themselves. */
export type LetsIn = 'as it is' | 'everybody';

/** One of each for all tests: to make them takes long. Behind the API is the town of who asks last. */
const pool = createUserPool(POOL);
const shared = { 'as it is': undefined, everybody: undefined } as Record<LetsIn, Promise<Api> | undefined>;
const stage = { behind: undefined as BookingApi | undefined };

/** The booking chat's API as its stack wires it, over the functions themselves: widgets come by the authorizer, administrators by a pool. */
export class BookingApi {
  readonly invoked: Invoked[] = [];
  readonly opened: ReturnType<Functions['open']>;

  constructor(
    readonly functions: Functions,
    private readonly letsIn: LetsIn = 'as it is',
  ) {
    this.opened = functions.open();
  }

  /** What a member of the pool sends whose attribute says this of tenants; undefined: they have none. */
  tokenOf(tenants: string | undefined): string {
    const seconds = Math.floor(this.functions.runtime.time / 1000);
    return pool.sign({
      ...{ token_use: 'id', iat: seconds, exp: seconds + 3600, username: 'ana' },
      ...(tenants !== undefined && { [TENANTS_CLAIM]: tenants }),
    });
  }

  /** @param authorization undefined: none */
  async ask(authorization: string | undefined, field: Field, variables: object = {}): Promise<Answer> {
    const query = operationOf(field, wayOf(authorization));
    if (field.startsWith('subscription.')) {
      const { status, errors, end } = await this.subscribe(authorization, query, variables);
      end?.();
      return { status, data: end ? {} : null, errors };
    }
    const { status, data, errors } = await this.send(authorization, query, variables);
    return { status, data: (data as Record<string, unknown> | null)?.[field.split('.')[1]!] ?? null, errors };
  }

  /**
   * Connects and subscribes. The door has an HTTP status; what is refused after it is told in a message.
   *
   * @returns `end` where it has begun, and what the subscriber hears
   */
  async subscribe(authorization: string | undefined, query: string, variables: object = {}): Promise<Subscribed> {
    const api = await (shared[this.letsIn] ??= makeApi(this.letsIn));
    stage.behind = this;
    const headers = authorization === undefined ? {} : { authorization };
    const told: unknown[] = [];
    const ends: unknown[] = [];
    const refused = await api.authorize({ headers });
    const begun =
      refused ??
      (await api.subscribe(
        { query, variables: { ...variables }, headers },
        { next: (body) => told.push(body), end: (errors) => ends.push(errors) },
      ));
    if (!('status' in begun)) return { status: 200, errors: [], told, ends, end: () => begun.end() };
    const { errors = [] } = JSON.parse(JSON.stringify(begun.body)) as Partial<Answer>;
    return { status: refused ? begun.status : 200, errors, told, ends };
  }

  /** @returns `data` is that of the whole operation */
  async send(authorization: string | undefined, query: string, variables: object = {}): Promise<Answer> {
    const api = await (shared[this.letsIn] ??= makeApi(this.letsIn));
    stage.behind = this;
    const headers = authorization === undefined ? {} : { authorization };
    const { status, body } = await api.execute({ query, variables, headers });
    const { data = null, errors = [] } = JSON.parse(JSON.stringify(body)) as Partial<Answer>;
    return { status, data, errors };
  }
}

async function makeApi(letsIn: LetsIn): Promise<Api> {
  const { schema, ...wired } = await wiredApi('booking', wiring);
  const everybody = '@aws_lambda @aws_cognito_user_pools';
  return createApi(
    {
      ...wired,
      schema: letsIn === 'everybody' ? schema.replaceAll(/@aws_(?!subscribe)\w+(?:\s+@aws_\w+)*/g, everybody) : schema,
      name: 'booking',
      apiKeys: [],
      authentication: {
        authenticationType: 'AMAZON_COGNITO_USER_POOLS',
        userPoolConfig: { ...POOL, defaultAction: 'DENY' },
      },
      additionalAuthenticationProviders: [
        { authenticationType: 'AWS_LAMBDA', lambdaAuthorizerConfig: { authorizerUri: 'authorizer' } },
      ],
    },
    {
      invoke: async (name, _, payload) => {
        const { invoked, opened } = stage.behind!;
        invoked.push({ name: name as FunctionName, payload: payload as Invoked['payload'] });
        return { payload: await opened.invoke(name as Parameters<typeof opened.invoke>[0], payload) };
      },
      invokeAuthorizer: async (_, event) => ({
        payload: await stage.behind!.opened.invokeAuthorizer(event as AuthorizerEvent),
      }),
      userPoolKeys: () => pool.keys,
      dynamodb: { send: () => Promise.reject(new Error('No resolver reaches a table')) },
      log: () => undefined,
      now: () => stage.behind!.functions.runtime.time,
    },
  );
}
