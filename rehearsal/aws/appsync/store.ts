import { randomBytes } from 'node:crypto';
import { own } from '../../../keys/own';
import { AwsError, type JsonObject } from '../door/messages';

/** What AppSync keeps of one API, in the shapes of its own answers. */
export interface StoredApi {
  readonly id: string;
  api: JsonObject;
  /** SDL; undefined until a schema was accepted. */
  schema: string | undefined;
  /** Of the last StartSchemaCreation. */
  schemaStatus: { readonly status: string; readonly details?: string };
  environmentVariables: Readonly<Record<string, string>>;
  /** By id, which is what clients send. */
  readonly apiKeys: Map<string, JsonObject & { readonly expires: number }>;
  /** By name. */
  readonly dataSources: Map<string, JsonObject>;
  /** By id. */
  readonly functions: Map<string, JsonObject>;
  /** By `Type.field`. */
  readonly resolvers: Map<string, JsonObject>;
  /** Counts changes. */
  version: number;
}

/** The APIs of the account. */
export class AppsyncStore {
  private readonly apis = new Map<string, StoredApi>();

  add(id: string, api: JsonObject): StoredApi {
    const stored: StoredApi = {
      id,
      api,
      schema: undefined,
      schemaStatus: { status: 'NOT_APPLICABLE' },
      environmentVariables: {},
      apiKeys: new Map(),
      dataSources: new Map(),
      functions: new Map(),
      resolvers: new Map(),
      version: 0,
    };
    this.apis.set(id, stored);
    return stored;
  }

  all(): StoredApi[] {
    return [...this.apis.values()];
  }

  tryFind(id: string): StoredApi | undefined {
    return this.apis.get(id);
  }

  find(id: string): StoredApi {
    return found(this.apis.get(id), `GraphQL API ${id} not found.`);
  }

  remove(id: string): void {
    this.apis.delete(id);
  }
}

export function found<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw notFound(message);
  return value;
}

const notFound = (message: string) => new AwsError(404, 'NotFoundException', message);
export const badRequest = (message: string, details?: JsonObject) =>
  new AwsError(400, 'BadRequestException', message, details);

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** @returns 26 letters and digits, as AppSync makes its ids. */
export const newId = (): string => [...randomBytes(26)].map((byte) => letters[byte % letters.length]).join('');

/** A request's text that has to be there. */
export function requireText(input: JsonObject, name: string): string {
  const value = own(input, name);
  if (typeof value === 'string' && value !== '') return value;
  throw badRequest(`${name} is ${JSON.stringify(value) ?? 'missing'}: it has to be a text that is not empty.`);
}

/** At most this many entries in an answer (https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolvers.html). */
const PAGE = 25;

/** A page of a list, under the name that AppSync gives it. The token is where the next one starts. */
export function page(name: string, entries: readonly unknown[], query: URLSearchParams): JsonObject {
  const start = Number(query.get('nextToken') ?? 0);
  const end = start + Math.min(Number(query.get('maxResults') ?? PAGE) || PAGE, PAGE);
  return { [name]: entries.slice(start, end), ...(end < entries.length && { nextToken: String(end) }) };
}
