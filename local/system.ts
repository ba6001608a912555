import type { Attributes } from '../model/item';
import type { FileRequest, StaticFile } from '../packages/appsync-js/src';
import type { Closers } from './closers';
import type { FilmSource } from './options';

/** What stands in for what a system asks outside of AWS. */
export interface StandIns {
  /** What it is, for a person; undefined where nothing stands in. */
  readonly description: string | undefined;
  /** Environment variables that a function gets in place of what Terraform says. @param variables Terraform's */
  overrides(variables: Readonly<Record<string, string>>): Record<string, string>;
  /** What Parameter Store has for a function, by the parameter's name. Never shown. @param variables Terraform's */
  parameters(variables: Readonly<Record<string, string>>): Record<string, string>;
  /** What it was asked, a line each, the oldest first, without secrets; undefined where nothing stands in. */
  calls(): readonly string[] | undefined;
}

/** Where people sign in, by which client of which user pool. */
export interface SignInPlace {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
}

/** An API of a local run, and what its clients need to be let in. */
export interface LocalApi {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** What a client sends as x-api-key; undefined where the API takes none. */
  readonly apiKey: string | undefined;
  /**
   * A token of a user pool of the API, for `Authorization`.
   *
   * @param claims over those of an access token of a user called `user`: `{ username: 'ana', 'cognito:groups': ['admins'] }`
   * @param userPoolId of which pool. Default: the first
   * @throws UserError when the API takes none of it
   */
  sign(claims?: Readonly<Record<string, unknown>>, userPoolId?: string): string;
  /** Of the first client; undefined where the stack has none. */
  readonly signIn: SignInPlace | undefined;
  /** Asks the user pools, as who has AWS credentials. @throws CognitoRefusal */
  askCognito(operation: string, input: object): Promise<object>;
  /**
   * Asks a function itself, as whoever runs the system may.
   *
   * @param name by which the system knows it: `catalog`
   * @throws UserError when there is none, or it crashes
   */
  ask(name: string, payload: object): Promise<unknown>;
}

/** What was made at start. */
export interface Demo<Made extends object = object> {
  /** Of what GraphiQL opens with. */
  readonly id: string;
  /** That GraphiQL sends along, beside an API key's. Default: none */
  readonly headers?: Readonly<Record<string, string>>;
  /** What clients need of it, for a program. */
  readonly made: Made;
  /** All of it, for a person. */
  readonly lines: readonly string[];
}

/** What a system's pages are made of. */
export interface SiteParts<Made extends object = object> {
  /** The folder that a build has put the system's bundles in: `widget/chat.js`. */
  readonly bundles: string;
  /** What a client sends as x-api-key; undefined where the API takes none, and while the run starts. */
  readonly apiKey: string | undefined;
  /** Undefined where there is no user pool, and while the run starts. */
  readonly signIn: SignInPlace | undefined;
  /** What was made at start; undefined while there is nothing, and with --no-demo. */
  readonly made: Made | undefined;
}

/** A cell of a table of the console. `lines` are shown when somebody opens it. */
export type Cell =
  string | number | ({ readonly text: string } & ({ readonly href: string } | { readonly lines: readonly string[] }));

/** A table of the console. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What is shown in place of no row. */
  readonly none: string;
}

/** Items of the run's tables, as plain values. @param dataSource of the API, by name: `rooms` */
export interface TableItems {
  /** Nothing where the API has no such data source. */
  all(dataSource: string): Promise<Attributes[]>;
  /** Those with one partition key, by their sort key. @param key its attribute */
  below(dataSource: string, key: string, value: string): Promise<Attributes[]>;
}

/** What a system needs in a local run, and shows, beside what its Terraform says. */
export interface LocalSystem<Made extends object = object> {
  openStandIns(source: FilmSource, closers: Closers): Promise<StandIns>;
  /**
   * What GraphiQL opens with.
   *
   * @param address what stands behind `?` in the page's address
   * @param shown the id of what is shown at start; undefined while there is nothing
   */
  query(address: URLSearchParams, shown: string | undefined): string;
  /** Uses it once through its endpoint, as its clients do. @throws UserError when it does not work */
  demo(api: LocalApi): Promise<Demo<Made>>;
  /**
   * Its pages, and what they load: whatever a browser gets of it beside GraphQL and GraphiQL. The first page is at `/`.
   * `local/booking/site` is an example. Without it, GraphiQL is at `/`.
   *
   * @returns undefined for a path at which nothing is
   */
  site?(asked: FileRequest, parts: SiteParts<Made>): StaticFile | undefined;
  /**
   * What the console shows of its state, anew each time. Without it, the console shows what happens in the run alone.
   *
   * @param address what stands behind `?` in the console's address
   */
  state?(items: TableItems, address: URLSearchParams): Promise<readonly ShownTable[]>;
  /** Where its administrators' page is: `/admin`. */
  readonly admin?: string;
}
