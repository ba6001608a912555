import type { Api, ApiRequest, ApiResponse, Subscription } from '../definition';
import { isAbsent, isObject } from '../json';
import { refusal } from '../response';
import { type ConnectionHeaders, headersOf } from './headers';

/** The other end of a connection. */
export interface Channel {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface ConnectionProps {
  /** The API of now. */
  readonly api: () => Api;
  readonly channel: Channel;
  /** Who connects; undefined for what says nothing of it. */
  readonly headers: ConnectionHeaders | undefined;
}

/** For so long, a client waits for the next `ka`: AppSync's figure. */
const CONNECTION_TIMEOUT_MS = 300_000;

/** How often `ka` is sent: AppSync's figure is believed, not known. */
const KEEP_ALIVE_MS = 60_000;

/** "until it shuts down the connection automatically (after 24 hours)" */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Of one connection (https://docs.aws.amazon.com/general/latest/gr/appsync.html). */
const MAX_SUBSCRIPTIONS = 100;

/**
 * One client of AppSync's real-time endpoint: `connection_init`, `start` and `stop` come in.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export class Connection {
  /** By the ids that the client gave; undefined until it has begun. */
  private readonly subscriptions = new Map<string, { subscription?: Subscription }>();
  private readonly timers: NodeJS.Timeout[];
  private readonly admitted: Promise<boolean>;
  private isOpen = true;

  constructor(private readonly props: ConnectionProps) {
    this.timers = [
      setInterval(() => this.send({ type: 'ka' }), KEEP_ALIVE_MS),
      setTimeout(() => this.shut(1000, 'AppSync ends a connection after 24 hours.'), LONGEST_MS),
    ];
    for (const timer of this.timers) timer.unref();
    this.admitted = this.admit();
    this.admitted.catch(() => undefined); // said when a message comes
  }

  /** @param text a message of the client */
  async receive(text: string): Promise<void> {
    if (!(await this.admitted) || !this.isOpen) return;
    const message = parse(text);
    const { type, id, payload } = isObject(message) ? message : {};
    if (type === 'connection_init') {
      this.send({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } });
      this.send({ type: 'ka' });
    } else if (type === 'start' && typeof id === 'string') {
      await this.start(id, payload);
    } else if (type === 'stop' && typeof id === 'string') {
      this.stop(id);
    } else {
      const message = 'unknown not supported through the realtime channel'; // seen in enisdenjo/graphql-ws#602
      this.sendError(undefined, [{ errorType: 'UnsupportedOperation', message }]);
    }
  }

  /** The connection has ended. */
  end(): void {
    this.isOpen = false;
    for (const timer of this.timers) clearTimeout(timer);
    for (const { subscription } of this.subscriptions.values()) subscription?.end();
    this.subscriptions.clear();
  }

  /** Who may not ask hears so at once; form and words are seen in aws-amplify/amplify-flutter#2763. */
  private async admit(): Promise<boolean> {
    const { headers, api } = this.props;
    const refused = headers
      ? await api().authorize({ headers })
      : refusal(400, 'BadRequestException', 'The header of the connection is no base64 of a JSON object.');
    if (!refused) return true;
    const errors = errorsOf(refused);
    const withCode = errors.map((error) => ({ ...error, errorCode: refused.status }));
    this.send({ type: 'connection_error', payload: { errors: withCode } });
    this.shut(4000 + refused.status, String(errors[0]?.['errorType'])); // the code is believed, not known
    return false;
  }

  private async start(id: string, payload: unknown): Promise<void> {
    const refuse = (errorType: string, message: string): void => this.sendError(id, [{ errorType, message }]);
    if (this.subscriptions.has(id)) {
      return refuse('DuplicatedOperationError', `Duplicated operation with id ${id}`); // seen in aws-amplify/amplify-js#12818
    }
    if (this.subscriptions.size >= MAX_SUBSCRIPTIONS) {
      const message = `Max number of ${MAX_SUBSCRIPTIONS} subscriptions reached`; // seen in aws-amplify/amplify-js#8370
      return refuse('MaxSubscriptionsReachedError', message);
    }
    const request = readStart(payload);
    if (!request) {
      const wanted = 'data, the JSON of query and variables, and extensions.authorization';
      return refuse('BadRequestException', `The payload of start has ${wanted}.`);
    }
    const place: { subscription?: Subscription } = {};
    this.subscriptions.set(id, place);
    const isThere = (): boolean => this.subscriptions.get(id) === place;
    const begun = await this.props.api().subscribe(request, {
      next: (body) => void (isThere() && this.send({ type: 'data', id, payload: body })),
      end: (errors) => {
        if (isThere()) this.subscriptions.delete(id);
        this.sendError(id, errors);
      },
    });
    if ('status' in begun) {
      if (isThere()) this.subscriptions.delete(id);
      return this.sendError(id, errorsOf(begun));
    }
    if (!isThere()) return begun.end(); // stopped meanwhile
    place.subscription = begun;
    this.send({ type: 'start_ack', id });
  }

  private stop(id: string): void {
    const place = this.subscriptions.get(id);
    if (!place) {
      return this.sendError(id, [{ errorType: 'UnknownOperationError', message: `There is no subscription ${id}.` }]);
    }
    this.subscriptions.delete(id);
    place.subscription?.end();
    this.send({ type: 'complete', id });
  }

  private sendError(id: string | undefined, errors: readonly object[]): void {
    this.send({ type: 'error', ...(id !== undefined && { id }), payload: { errors } });
  }

  private send(message: object): void {
    if (this.isOpen) this.props.channel.send(JSON.stringify(message));
  }

  private shut(code: number, reason: string): void {
    this.end();
    this.props.channel.close(code, reason);
  }
}

/** @returns undefined for what is no request to subscribe */
function readStart(payload: unknown): ApiRequest | undefined {
  const { data, extensions } = isObject(payload) ? payload : {};
  const { query, variables } = toObject(typeof data === 'string' ? parse(data) : undefined);
  const headers = headersOf(toObject(extensions)['authorization']);
  if (typeof query !== 'string' || !headers || !(isAbsent(variables) || isObject(variables))) return undefined;
  return { query, headers, ...(variables ? { variables } : {}) };
}

const toObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

const errorsOf = ({ body }: ApiResponse): readonly Record<string, unknown>[] =>
  (body as { readonly errors?: readonly Record<string, unknown>[] }).errors ?? [];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
