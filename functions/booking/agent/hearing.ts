import { decline, omit, WIDE, withoutShown, withoutSlot, type Heard } from './changes';
import { sure, unsure, type Asked, type Days, type Extraction, type ExtractionContext, type Guess } from './extractor';
import { offering, type Facts } from './facts';
import { promptOf } from './prompts';
import type { Reply } from './replies';
import { isPossible, suits } from './slots';
import { LONGEST, MOST_OPTIONS, type Option, type State } from './state';
import { addDays, wallTime } from './wall-time';

/** What an extractor has to know of a conversation. */
export function contextOf(state: State, facts: Facts): ExtractionContext {
  const { services, providers, opens, zone, now } = facts;
  return { language: state.language, services, providers, opens, zone, now, asked: askedOf(state) };
}

function askedOf({ asked }: State): Asked {
  const options = asked.options.map((option) => {
    if ('slot' in option) return wallTime(Date.parse(option.slot.startsAt), option.slot.zone);
    if ('hours' in option && 'at' in option.hours) return { time: option.hours.at };
    return {};
  });
  if (asked.for === 'which') return { for: options.some((one) => 'time' in one) ? 'slot' : 'service', options };
  return { for: asked.for === 'change' ? 'confirm' : asked.for, options };
}

/** Misunderstandings in a row after which a person is offered. */
const PATIENCE = 3;

/** What a message changes. */
export function hear(before: State, extraction: Extraction, facts: Facts): Heard {
  const said = new Set(extraction.intents);
  let state = withContact({ ...before, language: extraction.language ?? before.language }, extraction);
  const again = (...notes: Reply[]): Heard => ({ state, replies: [...notes, ...promptOf(state, facts)], isDone: true });

  if (said.has('tooLong')) return again({ kind: 'tooLong' });
  if (said.has('human')) return { state: { ...withoutShown(state), pending: { kind: 'handOver' } }, replies: [] };
  if (state.step === 'human') {
    if (!said.has('book')) return again();
    state = { ...state, step: 'greet' };
  }
  if (said.has('cancel')) return hearCancel(state, facts);

  const { answer } = extraction;
  const proposed = state.asked.for === 'name' ? 'name' : state.asked.for === 'contact' ? 'phone' : undefined;
  const perhaps = proposed && state.perhaps?.[proposed];
  if (perhaps && answer?.sure) {
    const contact = answer.value === 'yes' ? { [proposed]: perhaps, ...state.contact } : state.contact;
    return { state: { ...state, contact, perhaps: omit(state.perhaps!, proposed), misses: 0 }, replies: [] };
  }
  if (state.asked.for === 'cancel' && answer) return answerCancel(state, extraction, facts);
  if (isYesToWhatWasShown(state, extraction)) {
    const request = state.shown!;
    const isStill = isPossible(request.slot, request.serviceId, facts);
    return { state: { ...withoutShown(state), ...(isStill && { pending: { kind: 'book', request } }) }, replies: [] };
  }
  if (state.step === 'booked') {
    const isNew = said.has('book') || extraction.service !== undefined;
    const { days, hours, provider } = extraction;
    if (!isNew && !said.has('another') && !said.has('soonest') && !days && !hours && !provider) return again();
    const { bookingId, serviceId, slot } = state.booking!;
    const draft = isNew ? {} : { serviceId, providerId: slot.providerId, replaces: bookingId };
    state = { ...state, step: 'service', draft, asked: { for: 'nothing', options: [] } };
  }

  const filled = fill(state, extraction, facts);
  if (filled.isDone || filled.isUnderstood) return { ...filled, state: { ...filled.state, misses: 0 } };
  const refused = answer?.sure && answer.value === 'no';
  if (refused && state.asked.for === 'confirm') {
    state = { ...withoutShown(state), step: 'details', asked: { for: 'change', options: [] }, misses: 0 };
    return again();
  }
  if (refused && state.asked.for === 'slot') return { ...fill(state, { intents: ['another'] }, facts) };
  if (answer?.sure && (state.asked.for === 'change' || (refused && state.asked.for === 'which'))) {
    return { state: { ...state, misses: 0 }, replies: [] };
  }
  if (before.step === 'greet') return { state, replies: [{ kind: 'greet' }] };
  if (said.has('greet')) return again();
  state = { ...state, misses: state.misses + 1 };
  return again({ kind: 'notUnderstood' }, ...(state.misses >= PATIENCE ? [{ kind: 'offerHuman' } as const] : []));
}

/** With a booking, it is asked first; without, what was begun is forgotten. */
function hearCancel(state: State, facts: Facts): Heard {
  const isBooked = state.step === 'booked';
  const asked = { for: isBooked ? ('cancel' as const) : ('nothing' as const), options: [] };
  const step = state.booking ? 'booked' : 'greet';
  const next: State = {
    ...withoutShown(state),
    step,
    draft: isBooked ? state.draft : {},
    declined: [],
    asked,
    misses: 0,
  };
  if (isBooked) return { state: next, replies: promptOf(next, facts), isDone: true };
  return { state: next, replies: [{ kind: 'dropped' }, ...(state.booking ? promptOf(next, facts) : [])], isDone: true };
}

function answerCancel(state: State, { answer, ...rest }: Extraction, facts: Facts): Heard {
  const isPlain =
    Object.keys(rest).every((key) => key === 'language' || key === 'intents') && rest.intents.length === 0;
  const next: State = { ...state, asked: { for: 'nothing', options: [] }, misses: 0 };
  if (!answer?.sure || !isPlain) return { state, replies: promptOf(state, facts), isDone: true };
  if (answer.value === 'no')
    return { state: next, replies: [{ kind: 'kept' }, ...promptOf(next, facts)], isDone: true };
  return { state: { ...next, pending: { kind: 'cancel', bookingId: state.booking!.bookingId } }, replies: [] };
}

/** A yes that comes with anything else than what was shown is none. */
function isYesToWhatWasShown({ shown }: State, extraction: Extraction): boolean {
  const { answer, choice, intents, service, provider, days, hours, name, phone, email } = extraction;
  if (!shown || !answer?.sure || answer.value !== 'yes' || choice) return false;
  const is = <Value>(guess: Guess<Value> | undefined, right: (value: Value) => boolean): boolean =>
    guess === undefined || (guess.sure && right(guess.value));
  return (
    intents.every((intent) => intent === 'greet' || intent === 'book') &&
    is(service, (id) => id === shown.serviceId) &&
    is(provider, (id) => id === shown.slot.providerId) &&
    is(days, (value) => suits(shown.slot, { days: value })) &&
    is(hours, (value) => suits(shown.slot, { hours: value })) &&
    is(name, (value) => value === shown.name) &&
    is(phone, (value) => value === shown.phone) &&
    is(email, (value) => value === shown.email)
  );
}

interface Filled extends Heard {
  readonly isUnderstood: boolean;
}

/** Puts into the draft what is sure; asks which is meant where it is not. */
function fill(before: State, extraction: Extraction, facts: Facts): Filled {
  const said = new Set(extraction.intents);
  const replies: Reply[] = [];
  const today = wallTime(facts.now, facts.zone).date;
  let state = before;
  const which = (options: readonly Option[]): Filled => {
    const asking: State = {
      ...withoutShown(state),
      step: stepOf(options[0]!),
      asked: { for: 'which', options: options.slice(0, MOST_OPTIONS) },
    };
    return { state: asking, replies: [...replies, ...promptOf(asking, facts)], isDone: true, isUnderstood: true };
  };

  const picked = pick(before, extraction);
  if (picked.length > 1) return which(picked);
  const option = picked[0];
  if (option) return { state: withOption(state, option, facts), replies, isUnderstood: true };

  const { hours } = extraction;
  const days = inReach(extraction.days, today, facts.horizon);
  const service = among(extraction.service, facts.services);
  const provider = among(extraction.provider, facts.providers);
  if (service?.sure) state = withService(state, service.value, facts);
  if (provider?.sure) {
    const { serviceId } = state.draft;
    const offers = serviceId === undefined || offering(facts, serviceId).some(({ id }) => id === provider.value);
    if (offers) state = withOption(state, { provider: provider.value }, facts);
    else {
      const name = (list: readonly { id: string; name: string }[], id: string) =>
        list.find((one) => one.id === id)?.name ?? '';
      const names = { service: name(facts.services, serviceId), provider: name(facts.providers, provider.value) };
      replies.push({ kind: 'notOffered', ...names });
    }
  }
  if (said.has('any') && (state.asked.for === 'provider' || (state.draft.serviceId && !state.draft.providerId))) {
    state = withOption(state, { anyProvider: true }, facts);
  }
  if (said.has('soonest') || (said.has('any') && (state.asked.for === 'time' || state.asked.for === 'slot'))) {
    const draft = omit(state.draft, 'hours', 'slot');
    state = { ...withoutSlot(state), draft: { ...draft, days: { from: today, to: addDays(today, WIDE) } } };
  }
  if (said.has('another')) state = withAnother(state);
  const refused = state.draft.days;
  if (refused && extraction.except?.some(({ from, to }) => from <= refused.from && refused.to <= to)) {
    state = { ...withoutSlot(state), draft: omit(state.draft, 'days', 'slot') };
  }
  if (hours?.sure) state = withOption(state, { hours: hours.value }, facts);
  if (days?.sure) {
    const problem = outside(days.value, today, facts.horizon);
    if (problem) replies.push({ kind: problem });
    else state = withOption(state, { days: days.value }, facts);
  }

  if (service && !service.sure) return which(service.candidates.map((id) => ({ service: id })));
  if (provider && !provider.sure) return which(provider.candidates.map((id) => ({ provider: id })));
  if (days && !days.sure) {
    const [first] = days.candidates;
    const problem = first ? outside(first, today, facts.horizon) : 'notADay';
    if (!problem) return which(days.candidates.map((one) => ({ days: one })));
    replies.push({ kind: problem });
  }
  if (hours && !hours.sure && hours.candidates.length > 0)
    return which(hours.candidates.map((one) => ({ hours: one })));
  const isUnderstood =
    Object.keys(omit(extraction, 'answer', 'language', 'intents')).length > 0 ||
    ['any', 'soonest', 'another', 'book'].some((intent) => said.has(intent as 'any'));
  return { state, replies, isUnderstood };
}

/** What the business has of it. */
function among(guess: Guess<string> | undefined, list: readonly { id: string }[]): Guess<string> | undefined {
  if (!guess) return undefined;
  const known = (guess.sure ? [guess.value] : guess.candidates).filter((id) => list.some((one) => one.id === id));
  if (known.length === 0) return undefined;
  return guess.sure ? sure(known[0]!) : unsure(known);
}

/** Days that can be booked, of several that were perhaps meant: where that is one, it is meant. Where it is none, they all stay. */
function inReach(guess: Guess<Days> | undefined, today: string, horizon: number): Guess<Days> | undefined {
  if (!guess || guess.sure) return guess;
  const { candidates } = guess;
  const possible = candidates.filter((one) => !outside(one, today, horizon));
  if (possible.length === 1 && candidates.length > 1) return sure(possible[0]!);
  return possible.length > 0 ? unsure(possible) : guess;
}

/** The offered choices that a message may mean: by number, by time, or by a plain yes where there is one. */
function pick({ asked, draft }: State, extraction: Extraction): Option[] {
  const { choice, service, provider, hours, days } = extraction;
  const numbers = choice ? (choice.sure ? [choice.value] : choice.candidates) : [];
  const chosen = numbers.flatMap((number) => asked.options[number - 1] ?? []);
  if (choice?.sure) return chosen;
  if ((asked.for === 'which' || asked.for === 'slot') && asked.options.length === 1 && isPlainYes(extraction))
    return [...asked.options];
  const readings = hours ? (hours.sure ? [hours.value] : hours.candidates) : [];
  const exact = readings.filter((one) => 'at' in one);
  const onDays = days?.sure ? days.value : undefined;
  const is = (said: Guess<string> | undefined, id: string | undefined) => !said || (said.sure && said.value === id);
  const timed = asked.options.filter(
    (option) =>
      'slot' in option &&
      is(service, draft.serviceId) &&
      is(provider, option.slot.providerId) &&
      exact.some((one) => suits(option.slot, { hours: one, days: onDays })),
  );
  const others: Option[] = chosen.length > 0 && days && !days.sure ? days.candidates.map((one) => ({ days: one })) : [];
  const all = [...chosen, ...timed, ...others];
  return [...new Map(all.map((option) => [JSON.stringify(option), option])).values()];
}

/** Yes, and nothing about what, who or when. */
function isPlainYes({ answer, intents, service, provider, days, hours, except }: Extraction): boolean {
  const isMore = [service, provider, days, hours, except].some((said) => said !== undefined);
  const isOther = intents.some((intent) => intent !== 'greet' && intent !== 'book');
  return answer?.sure === true && answer.value === 'yes' && !isMore && !isOther;
}

const stepOf = (option: Option): State['step'] =>
  'service' in option ? 'service' : 'provider' in option || 'anyProvider' in option ? 'provider' : 'time';

function withOption(state: State, option: Option, facts: Facts): State {
  const { draft } = state;
  if ('service' in option) return withService(state, option.service, facts);
  if ('provider' in option || 'anyProvider' in option) {
    const isSame = 'provider' in option && draft.slot?.providerId === option.provider;
    const next = {
      ...withoutShown(state),
      draft: { ...omit(draft, 'providerId', 'anyProvider'), ...toProvider(option) },
    };
    return isSame ? next : withoutSlot(next);
  }
  if ('slot' in option) {
    const { date } = wallTime(Date.parse(option.slot.startsAt), option.slot.zone);
    return { ...withoutShown(state), draft: { ...draft, slot: option.slot, days: { from: date, to: date } } };
  }
  const next = { ...withoutShown(state), draft: { ...draft, ...option } };
  return draft.slot && suits(draft.slot, next.draft) ? next : withoutSlot(next);
}

const toProvider = (option: Option & ({ provider: string } | { anyProvider: true })) =>
  'provider' in option ? { providerId: option.provider } : { anyProvider: true as const };

export function withService(state: State, serviceId: string, facts: Facts): State {
  if (state.draft.serviceId === serviceId) return state;
  const { providerId, ...draft } = withoutSlot(state).draft;
  const keeps = providerId !== undefined && offering(facts, serviceId).some(({ id }) => id === providerId);
  return { ...withoutSlot(state), draft: { ...draft, serviceId, ...(keeps && { providerId }) } };
}

/** Another time than those that were offered, the same days if there are others. */
function withAnother(state: State): State {
  const offered = state.asked.options.flatMap((option) => ('slot' in option ? option.slot : []));
  const { slot, hours } = state.draft;
  const next = decline(withoutSlot(state), slot ? [...offered, slot] : offered);
  if (!hours || !('at' in hours)) return next;
  return { ...next, draft: omit(next.draft, 'hours') };
}

/** Who the visitor is, said at whatever moment: it is not asked for again. What is unsure is asked for when its turn comes. */
function withContact(state: State, extraction: Extraction): State {
  const contact = { ...state.contact };
  const perhaps = { ...state.perhaps };
  for (const field of ['name', 'phone', 'email'] as const) {
    const guess = extraction[field];
    const value = guess?.sure ? guess.value : guess?.candidates[0];
    if (!guess || !value || value.length > LONGEST[field]) continue;
    if (guess.sure) contact[field] = value;
    else perhaps[field] = value;
  }
  return { ...state, contact, ...(Object.keys(perhaps).length > 0 && { perhaps }) };
}

function outside({ from, to }: Days, today: string, horizon: number): 'past' | 'tooFar' | undefined {
  if (to < today) return 'past';
  return from > addDays(today, horizon) ? 'tooFar' : undefined;
}
