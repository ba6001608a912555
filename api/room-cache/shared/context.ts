import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../../model/room-cache/items/room';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import type { RoomMovieItem } from '../../../model/room-cache/items/room-movie';
import type { Match, Member, VoteItem } from '../../../model/room-cache/items/votes';
import type { Fields, Genre, MovieDetails } from '../schema.types';
import type { functions, resolvers } from '../wiring';
import type { PageStash, Stash } from './stash';

/** What each AppSync function answers: one that is missing here does not compile. */
type Answers = OfEach<{
  'clean-cache': PassedOn;
  'count-like': string[];
  'close-room': Room;
  'create-room': Room;
  'find-room': PassedOn;
  'get-genres': Genre[];
  'get-movie': MovieDetails | null;
  'get-room': Room | null;
  'get-room-cache': RoomCache | null;
  'get-voted-movie': RoomMovieItem;
  'join-room': Room;
  'put-match': Match | null;
  'put-vote': PassedOn;
  'query-matches': Match[];
  'query-members': Member[];
  'query-room-movies': RoomMovieItem[];
  'query-votes': VoteItem[];
  'requeue-fill': Record<string, never>;
  'start-fill': PassedOn;
}>;
type OfEach<All extends Record<Step, unknown>> = All;

declare const passedOn: unique symbol;
/** What a function was given, whatever that is: it can do nothing with it but pass it on. */
interface PassedOn {
  readonly [passedOn]: true;
}

type Pipelines = typeof resolvers;
/** A field that a resolver answers: `query.room`. */
type Field = keyof Pipelines & keyof Fields;
/** An AppSync function: `find-room`. */
export type Step = keyof typeof functions;

/**
 * What a resolver or an AppSync function answers. Of a field, what may be null may be absent: a resolver that writes it out
 * says `Required<…>`.
 */
export type Answer<Name extends Field | Step> = Name extends Field
  ? Fields[Name]['result']
  : Name extends Step
    ? Answers[Name]
    : never;

/** What a resolver gets: its field's arguments, and in `prev` what its pipeline came to. */
export type ResolverContext<F extends Field> = Context<
  Fields[F]['args'],
  StashOf<F>,
  { result: ResultOf<Pipelines[F]> }
>;

/**
 * What an AppSync function gets: the arguments of the fields that run it, and in `prev` what it is given there.
 *
 * @typeParam Result what its data source answers
 */
export type StepContext<S extends Step, Result = unknown> = Context<
  Fields[FieldsOf<S>]['args'],
  StashOf<FieldsOf<S>>,
  { result: Answers[S] extends PassedOn ? PassedOn : GivenTo<S> },
  undefined,
  Result
>;

/** The fields that run a function. */
type FieldsOf<S extends Step> = { [F in Field]: S extends Pipelines[F][number] ? F : never }[Field];

type StashOf<F extends Field> = F extends 'query.roomMovies' ? PageStash : Stash;

/** What a pipeline comes to. */
type ResultOf<Pipeline, Given = undefined> = Pipeline extends readonly [infer First extends Step, ...infer Rest]
  ? ResultOf<Rest, After<First, Given>>
  : Given;

/** What a function is given, in all pipelines. */
type GivenTo<S extends Step> = { [F in Field]: GivenIn<Pipelines[F], S> }[Field];

type GivenIn<Pipeline, S extends Step, Given = undefined> = Pipeline extends readonly [
  infer First extends Step,
  ...infer Rest,
]
  ? (First extends S ? Given : never) | GivenIn<Rest, S, After<First, Given>>
  : never;

type After<S extends Step, Given> = Answers[S] extends PassedOn ? Given : Answers[S];
