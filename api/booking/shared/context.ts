import type { Context } from '@aws-appsync/utils';
import type { AgentTasks } from '../../../functions/booking/agent/handler';
import type { AvailabilityTasks } from '../../../functions/booking/availability/handler';
import type { BookingsTasks } from '../../../functions/booking/bookings/handler';
import type { CatalogTasks } from '../../../functions/booking/catalog/handler';
import type { Result, Success } from '../../../functions/shared/result';
import type { Fields } from '../schema.types';

/** What the functions are asked and answer, by field: a field and its action have one name. */
type Payloads = AgentTasks['payloads'] &
  AvailabilityTasks['payloads'] &
  BookingsTasks['payloads'] &
  CatalogTasks['payloads'];
type Results = AgentTasks['results'] &
  AvailabilityTasks['results'] &
  BookingsTasks['results'] &
  CatalogTasks['results'];

export type ActionOf<F extends keyof Fields> = F extends `${string}.${infer Action extends keyof Payloads}`
  ? Action
  : never;

/** What a field's function is asked: all of its arguments, as a client says them. For whom it is asked is added on the way. */
export type TaskOf<F extends keyof Fields> = { readonly action: ActionOf<F> } & {
  readonly [Argument in Exclude<keyof Fields[F]['args'], 'tenantId'>]-?: Fields[F]['args'][Argument] | undefined;
};

type Value<R> = R extends Success<infer V> ? V : never;

export type Stash = {
  /** Set by a field's resolver: what its function is asked. */
  task?: object;
  /** One id for every Lambda invocation of a request. */
  correlationId?: string;
};

/** What a field's resolver gets: its arguments, and in `prev` what its function answered. */
export type FieldContext<F extends keyof Fields> = Context<
  Fields[F]['args'],
  Stash,
  { result: Value<Results[ActionOf<F>]> }
>;

export type FieldResult<F extends keyof Fields> = Fields[F]['result'];

/** What an AppSync function gets: what Lambda answered. */
export type AskContext = Context<object, Stash, undefined, undefined, Result<unknown> | undefined>;
