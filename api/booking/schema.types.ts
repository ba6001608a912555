// npm run api:types makes this file of api/booking/schema.graphql, sha256 dc0163f8675aba750c6e6c5ac9ef3d1a84e4b654fad8ebd408d35f948c8480d2
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export interface Scalars {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  AWSDate: { input: string; output: string };
  AWSEmail: { input: string; output: string };
  AWSDateTime: { input: string; output: string };
}

export interface Query {
  /** The business that is asked: what a widget shows above its chat. */
  readonly business: Business;
  /** What can be booked, by name. Widgets see what is active. */
  readonly services: ReadonlyArray<Service>;
  /** Who can be booked, by name; with `serviceId`, who offers that. Widgets see who is active. */
  readonly providers: ReadonlyArray<Provider>;
  /** Times at which a service can be booked, in order: with one provider, or with anybody who offers it. */
  readonly availableSlots: ReadonlyArray<Slot>;
  /** How far a chat is: after a reload, or in a second tab. Null when there is none, or it has ended long ago. */
  readonly conversation?: Maybe<ChatReply>;
  /** Null when there is none. */
  readonly booking?: Maybe<Booking>;
  /** A provider's bookings of a day on their calendar, in order, also cancelled ones. */
  readonly bookings: ReadonlyArray<Booking>;
  /** Bookings that begin at `from` or later, in order, also cancelled ones: of who said this e-mail address, or this telephone and no e-mail address. */
  readonly customerBookings: ReadonlyArray<Booking>;
  /** The bookings of a chat, in order, also cancelled ones. */
  readonly conversationBookings: ReadonlyArray<Booking>;
  /** When a provider works. */
  readonly workingHours: WorkingHours;
  /** The keys of the business's widgets: never the keys themselves. */
  readonly apiKeys: ReadonlyArray<ApiKey>;
}

export interface QueryBusinessArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
}

export interface QueryServicesArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
}

export interface QueryProvidersArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
}

export interface QueryAvailableSlotsArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  serviceId: Scalars['ID']['input'];
  providerId?: InputMaybe<Scalars['ID']['input']>;
  from: Scalars['AWSDate']['input'];
  days?: InputMaybe<Scalars['Int']['input']>;
}

export interface QueryConversationArgs {
  id: Scalars['ID']['input'];
}

export interface QueryBookingArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
}

export interface QueryBookingsArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  providerId: Scalars['ID']['input'];
  date: Scalars['AWSDate']['input'];
}

export interface QueryCustomerBookingsArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  phone?: InputMaybe<Scalars['String']['input']>;
  from?: InputMaybe<Scalars['AWSDateTime']['input']>;
}

export interface QueryConversationBookingsArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  conversationId: Scalars['ID']['input'];
}

export interface QueryWorkingHoursArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  providerId: Scalars['ID']['input'];
}

export interface QueryApiKeysArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
}

export interface Mutation {
  /** Says something in a chat, and answers what the agent says. */
  readonly sendChatMessage: ChatReply;
  /** Books a time. Asked again with the same `requestId`, it is the same booking. */
  readonly book: Booking;
  /** Cancels a booking that has not begun. One that is cancelled stays so. */
  readonly cancelBooking: Booking;
  /** Books another time in a booking's stead: the first one stands until the other is sure. */
  readonly rescheduleBooking: Booking;
  /** Makes a service, or changes the one with this `id`. Owners only. */
  readonly saveService: Service;
  /** Makes a provider, or changes the one with this `id`. Owners only. */
  readonly saveProvider: Provider;
  /** Says when a provider works on a weekday. No hours: never. */
  readonly setWorkingHours: WorkingHours;
  /** Says when a provider works on one day, in place of its weekday's hours. Without `hours`, the weekday's count again. */
  readonly setException: WorkingHours;
  /** Makes a key for a widget. It is shown this once. Owners only. */
  readonly createApiKey: NewApiKey;
  /** Makes a key in another's stead, which goes on working for some hours. Owners only. */
  readonly rotateApiKey: NewApiKey;
  /** Ends a key: widgets that show it are turned away within a minute. Owners only. */
  readonly revokeApiKey: ApiKey;
}

export interface MutationSendChatMessageArgs {
  input: ChatMessageInput;
}

export interface MutationBookArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  input: BookInput;
}

export interface MutationCancelBookingArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
}

export interface MutationRescheduleBookingArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  input: RescheduleInput;
}

export interface MutationSaveServiceArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  input: ServiceInput;
}

export interface MutationSaveProviderArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  input: ProviderInput;
}

export interface MutationSetWorkingHoursArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  providerId: Scalars['ID']['input'];
  weekday: Scalars['Int']['input'];
  hours: HoursInput;
}

export interface MutationSetExceptionArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  providerId: Scalars['ID']['input'];
  date: Scalars['AWSDate']['input'];
  hours?: InputMaybe<HoursInput>;
}

export interface MutationCreateApiKeyArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  input: ApiKeyInput;
}

export interface MutationRotateApiKeyArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
  overlapHours?: InputMaybe<Scalars['Int']['input']>;
}

export interface MutationRevokeApiKeyArgs {
  tenantId?: InputMaybe<Scalars['ID']['input']>;
  id: Scalars['ID']['input'];
}

export interface Subscription {
  /**
   * Ends when a booking of the conversation is cancelled or moved, whatever of it the caller of the mutation selects: ask `conversation` then, and
   * subscribe again. It carries no booking.
   */
  readonly onBookingChanged?: Maybe<Booking>;
}

export interface SubscriptionOnBookingChangedArgs {
  conversationId: Scalars['ID']['input'];
}

/** A tenant: a business that takes bookings. */
export interface Business {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** IANA name: `Europe/Madrid`. */
  readonly timeZone: Scalars['String']['output'];
  readonly language: Language;
}

export type Language = 'es' | 'en' | 'pt';

export interface Service {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly category: Scalars['String']['output'];
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly durationMinutes: Scalars['Int']['output'];
  /** Of the provider's time before it. */
  readonly bufferBeforeMinutes: Scalars['Int']['output'];
  /** Of the provider's time after it. */
  readonly bufferAfterMinutes: Scalars['Int']['output'];
  readonly price?: Maybe<Price>;
  readonly active: Scalars['Boolean']['output'];
}

export interface Price {
  /** In the currency's smallest unit: cents. */
  readonly amount: Scalars['Int']['output'];
  /** ISO 4217: `EUR`. */
  readonly currency: Scalars['String']['output'];
}

export interface Provider {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  /** IANA name, in which their hours are. */
  readonly timeZone: Scalars['String']['output'];
  readonly active: Scalars['Boolean']['output'];
}

/** A time that can be booked. */
export interface Slot {
  readonly startsAt: Scalars['AWSDateTime']['output'];
  readonly endsAt: Scalars['AWSDateTime']['output'];
  /** Who is free then. */
  readonly free: ReadonlyArray<FreeProvider>;
}

export interface FreeProvider {
  readonly providerId: Scalars['ID']['output'];
  readonly timeZone: Scalars['String']['output'];
  /** What their clock shows when it begins: `2026-03-29T10:05`. */
  readonly localTime: Scalars['String']['output'];
}

export interface Booking {
  readonly id: Scalars['ID']['output'];
  readonly status: BookingStatus;
  readonly serviceId: Scalars['ID']['output'];
  /** As it was called when it was booked. */
  readonly serviceName: Scalars['String']['output'];
  readonly providerId: Scalars['ID']['output'];
  /** As they were called when it was booked. */
  readonly providerName: Scalars['String']['output'];
  readonly startsAt: Scalars['AWSDateTime']['output'];
  readonly endsAt: Scalars['AWSDateTime']['output'];
  /** The provider's, an IANA name. */
  readonly timeZone: Scalars['String']['output'];
  readonly customer: Customer;
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** The chat in which it was booked, if any. */
  readonly conversationId?: Maybe<Scalars['ID']['output']>;
  /** The booking that is in its stead. */
  readonly movedTo?: Maybe<Scalars['ID']['output']>;
}

export type BookingStatus = 'CONFIRMED' | 'CANCELLED';

export interface Customer {
  readonly name: Scalars['String']['output'];
  readonly phone?: Maybe<Scalars['String']['output']>;
  readonly email?: Maybe<Scalars['String']['output']>;
}

export interface WorkingHours {
  readonly providerId: Scalars['ID']['output'];
  readonly timeZone: Scalars['String']['output'];
  readonly weekdays: ReadonlyArray<WeekdayHours>;
  /** From today on. */
  readonly exceptions: ReadonlyArray<DateHours>;
}

export interface WeekdayHours {
  /** 1 (Monday) to 7. */
  readonly weekday: Scalars['Int']['output'];
  readonly open: ReadonlyArray<Interval>;
  readonly breaks: ReadonlyArray<Interval>;
}

export interface DateHours {
  readonly date: Scalars['AWSDate']['output'];
  readonly open: ReadonlyArray<Interval>;
  readonly breaks: ReadonlyArray<Interval>;
}

export interface Interval {
  /** On the provider's clock: `09:00`. */
  readonly from: Scalars['String']['output'];
  /** `24:00` is midnight. */
  readonly to: Scalars['String']['output'];
}

export interface ApiKey {
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly status: ApiKeyStatus;
  /** Web origins whose pages may show it: `https://example.com`. None: any. */
  readonly origins: ReadonlyArray<Scalars['String']['output']>;
  /** Messages and bookings that it may send in a minute. */
  readonly requestsPerMinute: Scalars['Int']['output'];
  readonly createdAt: Scalars['AWSDateTime']['output'];
  /** When it stops working; null: never. */
  readonly endsAt?: Maybe<Scalars['AWSDateTime']['output']>;
}

export type ApiKeyStatus = 'ACTIVE' | 'REVOKED';

export interface NewApiKey {
  /** What the widget sends. It is shown this once, and kept nowhere. */
  readonly key: Scalars['String']['output'];
  readonly apiKey: ApiKey;
}

/** What the agent says, and how far the chat is. */
export interface ChatReply {
  readonly conversationId: Scalars['ID']['output'];
  /** Grows with each answer, by 1 or more. Send it as `seen` with the next message. */
  readonly revision: Scalars['Int']['output'];
  /** In the visitor's language, in order. */
  readonly texts: ReadonlyArray<Scalars['String']['output']>;
  readonly language: Language;
  readonly step: ChatStep;
  /** What was booked in it. */
  readonly booking?: Maybe<Booking>;
}

export type ChatStep =
  'GREET' | 'SERVICE' | 'PROVIDER' | 'TIME' | 'DETAILS' | 'CONFIRM' | 'BOOKED' | 'CANCELLED' | 'HUMAN';

export interface ChatMessageInput {
  /** Default: a new conversation. */
  readonly conversationId?: InputMaybe<Scalars['ID']['input']>;
  /** The `revision` of the answer that the visitor has before their eyes; what was meant for an older one is not heard, and the newest is said again. */
  readonly seen?: InputMaybe<Scalars['Int']['input']>;
  /** At most 1,000 characters are read. */
  readonly text: Scalars['String']['input'];
}

export interface BookInput {
  /** The client's, one for each thing that somebody wants. */
  readonly requestId: Scalars['ID']['input'];
  readonly serviceId: Scalars['ID']['input'];
  readonly providerId: Scalars['ID']['input'];
  /** As a slot says it. */
  readonly startsAt: Scalars['AWSDateTime']['input'];
  readonly customer: CustomerInput;
  readonly notes?: InputMaybe<Scalars['String']['input']>;
}

export interface CustomerInput {
  readonly name: Scalars['String']['input'];
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  readonly email?: InputMaybe<Scalars['AWSEmail']['input']>;
}

export interface RescheduleInput {
  readonly requestId: Scalars['ID']['input'];
  readonly startsAt: Scalars['AWSDateTime']['input'];
  /** Default: the same. */
  readonly providerId?: InputMaybe<Scalars['ID']['input']>;
}

export interface ServiceInput {
  /** Default: a new one. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  readonly name: Scalars['String']['input'];
  readonly category: Scalars['String']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** In steps of 5. */
  readonly durationMinutes: Scalars['Int']['input'];
  readonly bufferBeforeMinutes?: InputMaybe<Scalars['Int']['input']>;
  readonly bufferAfterMinutes?: InputMaybe<Scalars['Int']['input']>;
  readonly price?: InputMaybe<PriceInput>;
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
}

export interface PriceInput {
  readonly amount: Scalars['Int']['input'];
  readonly currency: Scalars['String']['input'];
}

export interface ProviderInput {
  /** Default: a new one. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  readonly name: Scalars['String']['input'];
  /** Default: the business's. */
  readonly timeZone?: InputMaybe<Scalars['String']['input']>;
  /** What they offer: all of it. */
  readonly serviceIds: ReadonlyArray<Scalars['ID']['input']>;
  readonly active?: InputMaybe<Scalars['Boolean']['input']>;
}

export interface HoursInput {
  readonly open: ReadonlyArray<IntervalInput>;
  readonly breaks?: InputMaybe<ReadonlyArray<IntervalInput>>;
}

export interface IntervalInput {
  readonly from: Scalars['String']['input'];
  readonly to: Scalars['String']['input'];
}

export interface ApiKeyInput {
  /** For whoever manages keys: `the page`. */
  readonly name: Scalars['String']['input'];
  readonly origins?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly requestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
}

/** The fields that resolvers answer. */
export interface Fields {
  'query.business': { args: QueryBusinessArgs; result: Query['business'] };
  'query.services': { args: QueryServicesArgs; result: Query['services'] };
  'query.providers': { args: QueryProvidersArgs; result: Query['providers'] };
  'query.availableSlots': { args: QueryAvailableSlotsArgs; result: Query['availableSlots'] };
  'query.conversation': { args: QueryConversationArgs; result: Query['conversation'] };
  'query.booking': { args: QueryBookingArgs; result: Query['booking'] };
  'query.bookings': { args: QueryBookingsArgs; result: Query['bookings'] };
  'query.customerBookings': { args: QueryCustomerBookingsArgs; result: Query['customerBookings'] };
  'query.conversationBookings': { args: QueryConversationBookingsArgs; result: Query['conversationBookings'] };
  'query.workingHours': { args: QueryWorkingHoursArgs; result: Query['workingHours'] };
  'query.apiKeys': { args: QueryApiKeysArgs; result: Query['apiKeys'] };
  'mutation.sendChatMessage': { args: MutationSendChatMessageArgs; result: Mutation['sendChatMessage'] };
  'mutation.book': { args: MutationBookArgs; result: Mutation['book'] };
  'mutation.cancelBooking': { args: MutationCancelBookingArgs; result: Mutation['cancelBooking'] };
  'mutation.rescheduleBooking': { args: MutationRescheduleBookingArgs; result: Mutation['rescheduleBooking'] };
  'mutation.saveService': { args: MutationSaveServiceArgs; result: Mutation['saveService'] };
  'mutation.saveProvider': { args: MutationSaveProviderArgs; result: Mutation['saveProvider'] };
  'mutation.setWorkingHours': { args: MutationSetWorkingHoursArgs; result: Mutation['setWorkingHours'] };
  'mutation.setException': { args: MutationSetExceptionArgs; result: Mutation['setException'] };
  'mutation.createApiKey': { args: MutationCreateApiKeyArgs; result: Mutation['createApiKey'] };
  'mutation.rotateApiKey': { args: MutationRotateApiKeyArgs; result: Mutation['rotateApiKey'] };
  'mutation.revokeApiKey': { args: MutationRevokeApiKeyArgs; result: Mutation['revokeApiKey'] };
  'subscription.onBookingChanged': { args: SubscriptionOnBookingChangedArgs; result: null };
}
