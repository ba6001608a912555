import { complain } from './complain';

/**
 * Where an API's real-time endpoint is: AppSync's own addresses have a host for it, a custom domain has a path below that of GraphQL.
 *
 * @param endpoint URL to which GraphQL is posted
 */
export function realTimeUrlOf(endpoint: string): string {
  const url = new URL(endpoint);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  const [hosts, own] = ['.appsync-api.', /\.appsync-api\.[\w-]+\.amazonaws\.com(?:\.cn)?$/];
  if (own.test(url.hostname)) url.hostname = url.hostname.replace(hosts, '.appsync-realtime-api.');
  else url.pathname += '/realtime';
  return url.href;
}

/** Milliseconds until a connection that broke is tried again: so long at first, twice as long each time, and no longer than that. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 30_000];

/** Milliseconds without a sign of life after which a connection counts as broken, until AppSync says another number. */
const PATIENCE = 300_000;

interface Problem {
  readonly errorType?: string;
  readonly message?: string;
}
const toText = ({ errorType, message }: Problem): string | undefined => message ?? errorType;

/** Types of messages after which nothing more is told. */
const ENDS: ReadonlySet<string> = new Set(['error', 'connection_error', 'complete']);

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: {
    readonly connectionTimeoutMs?: number;
    readonly data?: unknown;
    readonly errors?: readonly Problem[];
  };
}

/**
 * Subscriptions by AppSync's real-time protocol, one connection each.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export class RealTime {
  /**
   * @param authorization what lets a client in, asked for with each connection (one that is rejected is asked for again later): `{ host, 'x-api-key' }`, or `Authorization` beside the host. It goes in a
   *   subprotocol, never in the address
   */
  constructor(
    private readonly url: string,
    private readonly authorization: () => Promise<Readonly<Record<string, string>>>,
  ) {}

  /**
   * @param onOpen called when it begins, and again after each break, or when the API has ended it: what happened meanwhile is not told
   * @returns what ends it
   */
  subscribe<T>(query: string, variables: object, onOpen: () => void, onData: (data: T) => void): () => void {
    let ended = false;
    let pause = FIRST_PAUSE;
    let socket: WebSocket | undefined;
    /** While the connection is broken. */
    let again: ReturnType<typeof setTimeout> | undefined;
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    let patience = PATIENCE;

    const retry = (): void => {
      if (ended) return;
      again = setTimeout(() => void connect(), pause * (0.5 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
    const connect = async (): Promise<void> => {
      again = undefined;
      const authorization = await this.authorization().catch(() => undefined);
      if (ended) return;
      if (!authorization) return retry();
      const header = `header-${toBase64Url(JSON.stringify(authorization))}`;
      const current = (socket = new WebSocket(this.url, ['graphql-ws', header]));
      let begun = false;
      const send = (message: object): void => current.send(JSON.stringify(message));
      const alive = (): void => {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => current.close(), patience);
      };
      current.onopen = () => {
        alive();
        send({ type: 'connection_init' });
      };
      current.onmessage = ({ data }) => {
        alive();
        const message = JSON.parse(String(data)) as Message;
        if (message.type === 'connection_ack') {
          patience = message.payload?.connectionTimeoutMs ?? PATIENCE;
          const payload = { data: JSON.stringify({ query, variables }), extensions: { authorization } };
          send({ id: 'one', type: 'start', payload });
        } else if (message.type === 'start_ack') {
          pause = FIRST_PAUSE;
          begun = true;
          onOpen();
        } else if (message.type === 'data') {
          onData(message.payload!.data as T);
        } else if (ENDS.has(message.type)) {
          // What has begun is ended by the API when that has something to tell.
          const { errors } = message.payload ?? {};
          if (!begun) complain('Trinity tells of nothing new', errors?.map(toText).join('; ') ?? message.type);
          current.close();
        }
      };
      current.onclose = () => {
        clearTimeout(watchdog);
        retry();
      };
    };
    const atOnce = (): void => {
      if (again === undefined) return;
      clearTimeout(again);
      void connect();
    };
    addEventListener('online', atOnce);
    void connect();
    return () => {
      ended = true;
      removeEventListener('online', atOnce);
      clearTimeout(again);
      clearTimeout(watchdog);
      socket?.close();
    };
  }
}

const toBase64Url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
