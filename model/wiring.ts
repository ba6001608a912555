/** How a system's API hangs together, by names: what AppSync reads from or calls, what it does there, and what answers each field. */
export interface Wiring<Table extends string = string, Fn extends string = string> {
  /** Names of the model's tables and functions. */
  readonly dataSources: Readonly<Record<string, { readonly table: Table } | { readonly function: Fn }>>;
  /** AppSync functions: `find-room` is `api/<system>/functions/find-room.ts`. */
  readonly functions: Readonly<Record<string, PipelineFunction>>;
  /**
   * By field, the AppSync functions that each runs in turn: `query.room` is `api/<system>/resolvers/query.room.ts`. A field of Subscription
   * has one if it says who may subscribe, or to what; mutations tell it, by `@aws_subscribe`.
   */
  readonly resolvers: Readonly<Record<string, readonly string[]>>;
}

/** A schema's root types, by how the names of resolvers begin. */
export const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

export interface PipelineFunction<DataSource extends string = string> {
  readonly dataSource: DataSource;
  /** IAM actions that it calls there, and no other. */
  readonly actions: readonly string[];
}
