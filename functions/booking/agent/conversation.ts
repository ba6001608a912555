import { decline, omit, WIDE, withoutShown, withoutSlot, type Heard } from './changes';
import type { Extraction } from './extractor';
import { offering, type Facts } from './facts';
import { hear, withService } from './hearing';
import type { Reply } from './replies';
import { promptOf } from './prompts';
import { inOrder, isPossible, nearest, OFFERED, slotKey, suits } from './slots';
import {
  MOST_OPTIONS,
  type Booked,
  type BookingRequest,
  type Effect,
  type Option,
  type Slot,
  type State,
} from './state';
import { addDays, wallTime } from './wall-time';

export type Event =
  /** A message was typed by somebody who had seen this revision. */
  | { readonly kind: 'said'; readonly seen: number; readonly extraction: Extraction }
  /** What others have made of the booking that is shown: it stands elsewhere, or no more. */
  | { readonly kind: 'changed'; readonly booking: Booked | undefined }
  /** What came of the pending effect. */
  | { readonly kind: 'found'; readonly slots: readonly Slot[] }
  | {
      readonly kind: 'booked';
      readonly outcome: { readonly kind: 'BOOKED'; readonly bookingId: string } | { readonly kind: 'TAKEN' };
    }
  | { readonly kind: 'cancelled'; readonly outcome: 'CANCELLED' | 'TOO_LATE' }
  | { readonly kind: 'handedOver' };

export interface Turn {
  /** Of the next revision, unless nothing has changed. */
  readonly state: State;
  /** Empty while `state.pending` waits for its outcome. */
  readonly replies: readonly Reply[];
}

/**
 * One step of a conversation: a function of what is passed alone. A booking is asked for in one case: the visitor says yes, and nothing
 * else, at `confirm`, having seen this revision; then what was shown is booked, and nothing else.
 */
export function advance(state: State, event: Event, facts: Facts): Turn {
  if (event.kind === 'said') {
    if (event.seen !== state.revision) return { state, replies: [{ kind: 'stale' }, ...promptOf(state, facts)] };
    if (state.pending) return { state, replies: [] };
    return finish(state, hear(omit(state, 'withdrawn'), event.extraction, facts), facts);
  }
  if (event.kind === 'changed') return finish(state, follow(state, event.booking, facts), facts);
  const { pending, ...rest } = state;
  return pending ? finish(state, conclude(rest, pending, event, facts), facts) : { state, replies: [] };
}

function conclude(
  state: State,
  pending: Effect,
  event: Exclude<Event, { kind: 'said' | 'changed' }>,
  facts: Facts,
): Heard {
  if (pending.kind === 'find' && event.kind === 'found') return choose(state, pending, event.slots, facts);
  if (pending.kind === 'book' && event.kind === 'booked') {
    const { request } = pending;
    if (event.outcome.kind === 'TAKEN') return lookAgain(decline(withoutSlot(state), [request.slot]), 'gone', facts);
    const { bookingId } = event.outcome;
    const { serviceId, slot } = request;
    const booked: State = {
      ...withoutShown(state),
      step: 'booked',
      draft: {},
      declined: [],
      asked: { for: 'nothing', options: [] },
      booking: { bookingId, serviceId, slot },
    };
    return { state: booked, replies: promptOf(booked, facts), isDone: true };
  }
  if (pending.kind === 'cancel' && event.kind === 'cancelled') {
    const asked = { for: 'nothing' as const, options: [] };
    if (event.outcome === 'TOO_LATE') {
      const kept = { ...state, asked };
      return { state: kept, replies: [{ kind: 'notCancelled' }, ...promptOf(kept, facts)], isDone: true };
    }
    return { state: withoutBooking(state), replies: [{ kind: 'cancelled' }], isDone: true };
  }
  if (pending.kind === 'handOver' && event.kind === 'handedOver') {
    return { state: { ...state, step: 'human' }, replies: [{ kind: 'handedOver' }], isDone: true };
  }
  return { state: { ...state, pending }, replies: [], isDone: true };
}

/** Goes on with the booking that stands, or begins anew. */
function follow(state: State, booking: Booked | undefined, facts: Facts): Heard {
  const rest = withoutBooking(withoutShown(state));
  const followed: State = booking
    ? { ...rest, step: 'booked', booking }
    : { ...rest, ...(state.booking && { withdrawn: state.booking }) };
  return { state: followed, replies: promptOf(followed, facts), isDone: true };
}

const withoutBooking = (state: State): State => ({
  ...omit(state, 'booking'),
  ...{ step: 'greet', draft: {}, declined: [], asked: { for: 'nothing', options: [] } },
});

/** The next question, and the next revision. */
function finish(before: State, heard: Heard, facts: Facts): Turn {
  const { state, replies } = heard.isDone || heard.state.pending ? heard : proceed(heard, facts);
  return { state: { ...state, revision: before.revision + 1 }, replies: state.pending ? [] : replies };
}

/** Asks for the first thing that is missing; with nothing missing, whether all of it is right. */
function proceed({ state, replies }: Heard, facts: Facts): Heard {
  const ask = (step: State['step'], kind: State['asked']['for'], options: readonly Option[] = []): Heard => {
    const asking: State = { ...withoutShown(state), step, asked: { for: kind, options: [...options] } };
    return { state: asking, replies: [...replies, ...promptOf(asking, facts)] };
  };
  const { draft, contact } = state;
  const services = facts.services.slice(0, MOST_OPTIONS);
  const [service] = services;
  if (service && services.length === 1 && draft.serviceId !== service.id) {
    const only = { kind: 'onlyService', service: service.name } as const;
    return proceed({ state: withService(state, service.id, facts), replies: [...replies, only] }, facts);
  }
  if (!facts.services.some(({ id }) => id === draft.serviceId)) {
    return ask(
      'service',
      'service',
      services.map(({ id }) => ({ service: id })),
    );
  }
  const providers = offering(facts, draft.serviceId!);
  const provider = providers.find(({ id }) => id === draft.providerId);
  if (!provider && !draft.anyProvider && providers.length !== 1) {
    const named = providers.slice(0, MOST_OPTIONS - 1).map(({ id }): Option => ({ provider: id }));
    return ask('provider', 'provider', providers.length > 0 ? [...named, { anyProvider: true }] : []);
  }
  if (draft.slot && !isPossible(draft.slot, draft.serviceId!, facts)) {
    return lookAgain(decline(withoutSlot(state), [draft.slot]), 'gone', facts, replies);
  }
  if (!draft.slot && !draft.days) return ask('time', 'time');
  if (!draft.slot) return lookAgain(state, 'wanted', facts, replies);
  if (!contact.name) return ask('details', 'name');
  if (!contact.phone && !contact.email) return ask('details', 'contact');
  const shown: BookingRequest = {
    attempt: state.attempts + 1,
    serviceId: draft.serviceId!,
    slot: draft.slot,
    name: contact.name,
    ...(contact.phone && { phone: contact.phone }),
    ...(contact.email && { email: contact.email }),
    ...(draft.replaces && { replaces: draft.replaces }),
  };
  const confirming: State = {
    ...state,
    step: 'confirm',
    asked: { for: 'confirm', options: [] },
    attempts: shown.attempt,
    shown,
  };
  return { state: confirming, replies: [...replies, ...promptOf(confirming, facts)] };
}

/** Looks for free times: on the days that are wanted, or, if these are full, from there on. */
function lookAgain(
  state: State,
  because: 'wanted' | 'full' | 'gone',
  facts: Facts,
  replies: readonly Reply[] = [],
): Heard {
  const today = wallTime(facts.now, facts.zone).date;
  const { serviceId, providerId, days = { from: today, to: today } } = state.draft;
  const from = days.from < today ? today : days.from;
  const last = addDays(today, facts.horizon);
  const to = because === 'full' ? addDays(from, WIDE) : days.to;
  const pending: Effect = {
    kind: 'find',
    because,
    query: {
      serviceId: serviceId!,
      ...(providerId && { providerId }),
      from: from > last ? last : from,
      to: to > last ? last : to < from ? from : to,
    },
  };
  return { state: { ...state, pending }, replies };
}

/** Takes the one time that is wanted; offers, where there are several or none. */
function choose(
  state: State,
  { because, query }: Effect & { kind: 'find' },
  slots: readonly Slot[],
  facts: Facts,
): Heard {
  const { draft } = state;
  const declined = new Set(state.declined);
  const possible = slots.filter(
    (slot) =>
      !declined.has(slotKey(slot)) &&
      (!query.providerId || slot.providerId === query.providerId) &&
      isPossible(slot, query.serviceId, facts),
  );
  const free = inOrder(possible, facts);
  const wanted = free.filter((slot) => suits(slot, draft));
  const exact = draft.hours && 'at' in draft.hours && draft.days?.from === draft.days?.to;
  if (because === 'wanted' && exact && wanted.length === 1) {
    return { state: { ...state, draft: { ...draft, slot: wanted[0]! } }, replies: [] };
  }
  const why: readonly Reply[] = because === 'gone' ? [{ kind: 'gone' }] : [];
  const offered = wanted.length > 0 ? wanted.slice(0, OFFERED) : nearest(free, draft.hours);
  if (offered.length > 0) {
    const isOther = wanted.length === 0 || because === 'full';
    const offering: State = {
      ...withoutShown(state),
      step: 'time',
      asked: { for: 'slot', options: offered.map((slot) => ({ slot })) },
    };
    const notes: readonly Reply[] = isOther && because !== 'gone' ? [{ kind: 'full' }] : why;
    return { state: offering, replies: [...notes, ...promptOf(offering, facts)], isDone: true };
  }
  if (because !== 'full') return lookAgain(state, 'full', facts);
  const asking: State = {
    ...withoutShown(state),
    step: 'time',
    draft: omit(draft, 'days', 'hours'),
    asked: { for: 'time', options: [] },
  };
  return { state: asking, replies: [{ kind: 'nothingFree' }, ...promptOf(asking, facts)], isDone: true };
}
