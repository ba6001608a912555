// npm run api:types makes this file of api/room-cache/schema.graphql, sha256 79f005be0ef537b4757839b90ee1dda35c76bae6817ec1df0d310e1a9aed3fc4
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export interface Scalars {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  AWSDateTime: { input: string; output: string };
}

export interface Query {
  /** The room with this id; null when there is none or when it has expired. A closed room is returned with status CLOSED. */
  readonly room?: Maybe<Room>;
  /**
   * One page of the room's films: `limit` films (1 to 100) from `from` (0 is the first one).
   *
   * To read on, ask again with `from: nextFrom`. A page may be shorter than `limit`, even empty, while films are still being
   * loaded: when `items` is empty and `nextFrom` is not null, wait a second and ask for the same page again. When `nextFrom`
   * is null the sequence has ended. When `status` is FAILED, more films come only after `refillRoom`.
   *
   * What a page once held at an index never changes: pages need no refresh. Reading near the end of what is loaded makes the
   * service load more by itself. Fails with RoomNotFound, RoomClosed or ValidationError.
   */
  readonly roomMovies: MoviePage;
  /** How far the room's films are loaded; null when the room does not exist, has expired or is closed. */
  readonly roomCache?: Maybe<RoomCache>;
  /** All that is known of one film or series; null when TMDB does not know the id. Fails with UpstreamUnavailable. */
  readonly movie?: Maybe<MovieDetails>;
  /** The genres that a room of this media type can be opened with, as TMDB lists them. Fails with UpstreamUnavailable. */
  readonly genres: ReadonlyArray<Genre>;
  /** Who is in a room: who said their names by `hostName` or `member`. In no order: `joinedAt` has one. Fails with RoomNotFound. */
  readonly roomMembers: ReadonlyArray<Member>;
  /** The films that everybody in a room likes, also of a closed room. In no order: `matchedAt` has one. Fails with RoomNotFound. */
  readonly roomMatches: ReadonlyArray<Match>;
  /** What a member has said of a room's films: a client goes on where they stopped. In no order: `sequenceIndex` has one. Fails with RoomNotFound. */
  readonly votes: ReadonlyArray<Vote>;
}

export interface QueryRoomArgs {
  id: Scalars['ID']['input'];
}

export interface QueryRoomMoviesArgs {
  roomId: Scalars['ID']['input'];
  from?: InputMaybe<Scalars['Int']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
}

export interface QueryRoomCacheArgs {
  roomId: Scalars['ID']['input'];
}

export interface QueryMovieArgs {
  id: Scalars['ID']['input'];
  mediaType: MediaType;
}

export interface QueryGenresArgs {
  mediaType: MediaType;
}

export interface QueryRoomMembersArgs {
  roomId: Scalars['ID']['input'];
}

export interface QueryRoomMatchesArgs {
  roomId: Scalars['ID']['input'];
}

export interface QueryVotesArgs {
  roomId: Scalars['ID']['input'];
  memberId: Scalars['ID']['input'];
}

export interface Mutation {
  /**
   * Opens a room and starts loading its films without waiting for them: ask `roomMovies` for the first page.
   * Fails with ValidationError; with genres also with UpstreamUnavailable, while nobody can say which there are.
   */
  readonly createRoom: Room;
  /**
   * The room that this invite code opens; with `member`, they are in it from then on, and may vote. Joining again changes the
   * name alone. Fails with ValidationError, RoomNotFound, RoomClosed or RoomFull (50 members).
   */
  readonly joinRoom: Room;
  /**
   * Says whether a member likes the film at a place of the room's sequence. Saying it again changes it; a match stays. The film is
   * a match as soon as everybody who is in the room then likes it, two at least. Fails with ValidationError, NotAMember,
   * RoomNotFound or RoomClosed.
   */
  readonly vote: Vote;
  /**
   * Closes a room for everybody and removes its films at once. Closing a closed room changes nothing. A room whose host has signed in is
   * closed by them alone, any other by clients with a key. Fails with RoomNotFound or Unauthorized.
   */
  readonly closeRoom: Room;
  /**
   * Tries again to load films after `status` FAILED, and returns the state of the cache; films that are loaded stay, unless
   * the room has lost them: then it begins anew where the first one is missing. In any other state it returns that state, and
   * looks in the background whether films are lost. Fails with RoomNotFound or RoomClosed.
   */
  readonly refillRoom: RoomCache;
}

export interface MutationCreateRoomArgs {
  input: CreateRoomInput;
}

export interface MutationJoinRoomArgs {
  inviteCode: Scalars['String']['input'];
  member?: InputMaybe<MemberInput>;
}

export interface MutationVoteArgs {
  roomId: Scalars['ID']['input'];
  memberId: Scalars['ID']['input'];
  sequenceIndex: Scalars['Int']['input'];
  liked: Scalars['Boolean']['input'];
}

export interface MutationCloseRoomArgs {
  id: Scalars['ID']['input'];
}

export interface MutationRefillRoomArgs {
  id: Scalars['ID']['input'];
}

export interface Subscription {
  /**
   * Tells of each match of a room, by the vote that made it, and of votes for a film that is a match. It tells what the client that
   * votes has asked `vote` for: ask for `roomId`, `matched` and `match` there. What came about before is `roomMatches`'. Who has signed in
   * has to be in the room. Fails with RoomNotFound, RoomClosed or NotAMember.
   */
  readonly onMatch?: Maybe<Vote>;
}

export interface SubscriptionOnMatchArgs {
  roomId: Scalars['ID']['input'];
}

/** What a room shows: films or series. */
export type MediaType =
  /** Films. */
  | 'MOVIE'
  /** Series. */
  | 'TV';

/** Whether a room is open. */
export type RoomStatus =
  /** Members can page through its films. */
  | 'ACTIVE'
  /** Its films are gone; the room itself is kept until it expires. */
  | 'CLOSED';

/** How far the loading of a room's films is. PENDING and LOADING: wait and ask again. */
export type CacheStatus =
  /** Nothing is loaded yet, or a new attempt is about to start. */
  | 'PENDING'
  /** A batch is being loaded; what was loaded before can be read. */
  | 'LOADING'
  /** What is loaded can be read, and reading on loads more. */
  | 'READY'
  /** Every film that this room will ever have is loaded. */
  | 'EXHAUSTED'
  /** No more films could be loaded, or those there are cannot be read: `RoomCache.reason` says why. `refillRoom` tries again. */
  | 'FAILED';

/** What a room is opened with. */
export interface CreateRoomInput {
  /** Shown to the members: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** The member who opens the room: 1 to 128 characters. */
  readonly hostId: Scalars['ID']['input'];
  /** The host's name, 1 to 50 characters: with it, they are in the room, and may vote. Default: they are not. */
  readonly hostName?: InputMaybe<Scalars['String']['input']>;
  /** Films or series. */
  readonly mediaType: MediaType;
  /** None, one or two genres from `genres`, for this media type. Titles with all of them come first, then those with any, then popular ones. */
  readonly genreIds: ReadonlyArray<Scalars['Int']['input']>;
}

/** A room: a group that pages through one sequence of films. */
export interface Room {
  /** Names the room in every other call. */
  readonly id: Scalars['ID']['output'];
  /** Shown to the members. */
  readonly name: Scalars['String']['output'];
  /** The member who opened the room. */
  readonly hostId: Scalars['ID']['output'];
  /** Films or series. */
  readonly mediaType: MediaType;
  /** The genres that the room was opened with: none, one or two. */
  readonly genreIds: ReadonlyArray<Scalars['Int']['output']>;
  /** What a member types to join. */
  readonly inviteCode: Scalars['String']['output'];
  /** Whether the room is open. */
  readonly status: RoomStatus;
  /** When the room was opened. */
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** From this moment on the room does not exist any more. A room of another system that never expires says the year 5138. */
  readonly expiresAt: Scalars['AWSDateTime']['output'];
}

/** Who joins a room. */
export interface MemberInput {
  /** 1 to 128 characters. Who joins with the `hostId` is the host. */
  readonly id: Scalars['ID']['input'];
  /** Shown to the others: 1 to 50 characters. */
  readonly name: Scalars['String']['input'];
}

/** Who is in a room. */
export interface Member {
  /** As they said it when they joined. */
  readonly id: Scalars['ID']['output'];
  /** Shown to the others. */
  readonly name: Scalars['String']['output'];
  /** Whether they opened the room. */
  readonly role: MemberRole;
  /** When they joined first. */
  readonly joinedAt: Scalars['AWSDateTime']['output'];
}

/** Who somebody is in a room. */
export type MemberRole =
  /** Has opened it. */
  | 'HOST'
  /** Has joined it. */
  | 'MEMBER';

/** What a member says of a film. */
export interface Vote {
  /** The room. */
  readonly roomId: Scalars['ID']['output'];
  /** Who says it. */
  readonly memberId: Scalars['ID']['output'];
  /** The film's place in the room's sequence. */
  readonly sequenceIndex: Scalars['Int']['output'];
  /** TMDB's id of the film. */
  readonly movieId: Scalars['ID']['output'];
  /** Whether they like it. */
  readonly liked: Scalars['Boolean']['output'];
  /** When they said so last. */
  readonly votedAt: Scalars['AWSDateTime']['output'];
  /** Whether they like a film that is a match of the room. */
  readonly matched: Scalars['Boolean']['output'];
  /** The match; null while there is none. */
  readonly match?: Maybe<Match>;
}

/** A film that everybody in a room likes. */
export interface Match {
  /** TMDB's id, for `movie`. */
  readonly movieId: Scalars['ID']['output'];
  /** Its place in the room's sequence. */
  readonly sequenceIndex: Scalars['Int']['output'];
  /** The title, in the language of the catalogue. */
  readonly title: Scalars['String']['output'];
  /** The poster's path, to be appended to TMDB's image address. */
  readonly posterPath?: Maybe<Scalars['String']['output']>;
  /** When the last of them said so. */
  readonly matchedAt: Scalars['AWSDateTime']['output'];
}

/** A run of films without gap or duplicate, in the order that every member of the room sees. */
export interface MoviePage {
  /** The films from `from` on, ascending by `sequenceIndex`. Fewer than `limit`, or none, while films are being loaded. */
  readonly items: ReadonlyArray<RoomMovie>;
  /** The `from` of the next page; null once the sequence has ended. Equal to `from` when this page is empty: wait, ask again. */
  readonly nextFrom?: Maybe<Scalars['Int']['output']>;
  /** How many films of the sequence are loaded, seen from this page. */
  readonly loaded: Scalars['Int']['output'];
  /** The state of the loading: tells whether waiting helps. */
  readonly status: CacheStatus;
}

/** A film at its place in a room's sequence. */
export interface RoomMovie {
  /** The place: 0, 1, 2 and so on. */
  readonly sequenceIndex: Scalars['Int']['output'];
  /** TMDB's id, for `movie`. */
  readonly id: Scalars['ID']['output'];
  /** The title, in the language of the catalogue. */
  readonly title: Scalars['String']['output'];
  /** What the film is about; never empty. */
  readonly overview: Scalars['String']['output'];
  /** The poster's path, to be appended to TMDB's image address. */
  readonly posterPath?: Maybe<Scalars['String']['output']>;
  /** The day of the first release as TMDB writes it: YYYY-MM-DD. */
  readonly releaseDate?: Maybe<Scalars['String']['output']>;
  /** TMDB's average vote, 0 to 10. */
  readonly voteAverage?: Maybe<Scalars['Float']['output']>;
  /** TMDB's genres of this film. */
  readonly genreIds: ReadonlyArray<Scalars['Int']['output']>;
}

/** The state of a room's cache. */
export interface RoomCache {
  /** The room. */
  readonly roomId: Scalars['ID']['output'];
  /** The state of the loading. */
  readonly status: CacheStatus;
  /** How many films are loaded. */
  readonly loaded: Scalars['Int']['output'];
  /** In how many batches they came. */
  readonly batches: Scalars['Int']['output'];
  /** Why the loading failed, for a person; only when `status` is FAILED. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When the films are removed. Those of a room that never expires: in the year 5138. */
  readonly expiresAt?: Maybe<Scalars['AWSDateTime']['output']>;
}

/** All that is known of one film or series. */
export interface MovieDetails {
  /** TMDB's id. */
  readonly id: Scalars['ID']['output'];
  /** Film or series. */
  readonly mediaType: MediaType;
  /** The title, in the language of the catalogue. */
  readonly title: Scalars['String']['output'];
  /** The title in its original language. */
  readonly originalTitle?: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  readonly overview: Scalars['String']['output'];
  /** The line on the poster. */
  readonly tagline?: Maybe<Scalars['String']['output']>;
  /** The poster's path, to be appended to TMDB's image address. */
  readonly posterPath?: Maybe<Scalars['String']['output']>;
  /** The backdrop's path, to be appended to TMDB's image address. */
  readonly backdropPath?: Maybe<Scalars['String']['output']>;
  /** The day of the first release as TMDB writes it: YYYY-MM-DD. */
  readonly releaseDate?: Maybe<Scalars['String']['output']>;
  /** Minutes; for a series, of one episode. */
  readonly runtime?: Maybe<Scalars['Int']['output']>;
  /** TMDB's average vote, 0 to 10. */
  readonly voteAverage?: Maybe<Scalars['Float']['output']>;
  /** How many votes the average stands on. */
  readonly voteCount?: Maybe<Scalars['Int']['output']>;
  /** Its genres. */
  readonly genres: ReadonlyArray<Genre>;
}

/** A genre as TMDB names it. */
export interface Genre {
  /** TMDB's id, for `CreateRoomInput.genreIds`. */
  readonly id: Scalars['Int']['output'];
  /** The name, for a person. */
  readonly name: Scalars['String']['output'];
}

/** The fields that resolvers answer. */
export interface Fields {
  'query.room': { args: QueryRoomArgs; result: Query['room'] };
  'query.roomMovies': { args: QueryRoomMoviesArgs; result: Query['roomMovies'] };
  'query.roomCache': { args: QueryRoomCacheArgs; result: Query['roomCache'] };
  'query.movie': { args: QueryMovieArgs; result: Query['movie'] };
  'query.genres': { args: QueryGenresArgs; result: Query['genres'] };
  'query.roomMembers': { args: QueryRoomMembersArgs; result: Query['roomMembers'] };
  'query.roomMatches': { args: QueryRoomMatchesArgs; result: Query['roomMatches'] };
  'query.votes': { args: QueryVotesArgs; result: Query['votes'] };
  'mutation.createRoom': { args: MutationCreateRoomArgs; result: Mutation['createRoom'] };
  'mutation.joinRoom': { args: MutationJoinRoomArgs; result: Mutation['joinRoom'] };
  'mutation.vote': { args: MutationVoteArgs; result: Mutation['vote'] };
  'mutation.closeRoom': { args: MutationCloseRoomArgs; result: Mutation['closeRoom'] };
  'mutation.refillRoom': { args: MutationRefillRoomArgs; result: Mutation['refillRoom'] };
  'subscription.onMatch': { args: SubscriptionOnMatchArgs; result: null };
}
