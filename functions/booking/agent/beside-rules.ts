import type { Log, Runtime } from '../../shared/ports';
import type { BookingMetrics } from '../shared/metrics';
import { nameOf } from './error-name';
import { guess, INTENTS, sure, unsure, type Extraction, type Extractor, type Guess } from './extractor';
import { extractByRules } from './rules';
import { nameIn, saysAnything, withoutContact } from './rules/restated';
import { agree } from './rules/when';

export interface BesideRulesPorts {
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly metrics: Pick<BookingMetrics, 'count' | 'record'>;
  readonly runtime: Pick<Runtime, 'now'>;
}

/**
 * The rules, and a model that finds what they do not. The model is asked once a message, without e-mail addresses and telephone numbers,
 * and not at all where the rules suffice. Whatever it answers:
 *
 * - yes and no, e-mail and telephone are the rules' alone, and a message in which they see a yes or a no to a booking or a cancellation is
 *   theirs as a whole: a model that settles on Ana would make a plain yes of "yes, with Ana or Luis";
 * - where both are sure, and do not agree, the visitor is asked;
 * - a name is one that the message has.
 *
 * When it fails, in whatever way, the message is the rules'. The log says so when it begins and when it ends, by the error's name: its
 * text may quote the visitor.
 */
export function besideRules(model: Extractor, { log, metrics, runtime }: BesideRulesPorts): Extractor {
  let failing: string | undefined;
  return async (typed, context) => {
    const rules = extractByRules(typed, context);
    const { asked } = context;
    const isDecision = rules.answer && (asked.for === 'confirm' || asked.for === 'cancel');
    if (isDecision || rules.choice?.sure || rules.intents.includes('tooLong')) return rules;
    const text = withoutContact(typed, asked.for === 'contact');
    if (!saysAnything(text)) return rules;

    const began = runtime.now();
    metrics.count('ModelAsked');
    try {
      const found = merge(rules, await model(text, context), typed, asked.options.length);
      if (failing !== undefined) log.info('The model answers again');
      failing = undefined;
      return found;
    } catch (error) {
      metrics.count('ModelFailed');
      const reason = nameOf(error);
      if (reason !== failing) log.warn('The model does not answer: rules alone read what visitors write', { reason });
      failing = reason;
      return rules;
    } finally {
      metrics.record('ModelDuration', runtime.now() - began);
    }
  };
}

/** @param options how many numbered choices were shown */
function merge(rules: Extraction, model: Extraction, typed: string, options: number): Extraction {
  const { answer, phone, email } = rules;
  const language = rules.language ?? model.language;
  const intents = new Set([...rules.intents, ...model.intents.filter((intent) => intent !== 'tooLong')]);
  const except = rules.except ?? model.except;
  const named = model.name?.sure ? nameIn(typed, model.name.value) : undefined;
  const isShown = model.choice?.sure && model.choice.value >= 1 && model.choice.value <= options;
  const service = either(rules.service, model.service);
  const provider = either(rules.provider, model.provider);
  const days = either(rules.days, model.days, (one, other) => agree([one], [other]));
  const hours = either(rules.hours, model.hours);
  const name = rules.name ?? (named === undefined ? undefined : sure(named));
  const choice = either(rules.choice, isShown ? model.choice : undefined);
  return {
    ...(language && { language }),
    intents: INTENTS.filter((intent) => intents.has(intent)),
    ...(service && { service }),
    ...(provider && { provider }),
    ...(days && { days }),
    ...(hours && { hours }),
    ...(except && { except }),
    ...(name && { name }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(answer && { answer }),
    ...(choice && { choice }),
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const bothOf = <Value>(one: Value, other: Value): readonly Value[] => (same(one, other) ? [one] : [one, other]);

/**
 * A model makes sure what the rules have found among others, and what they have not found. What is sure by the rules it can put in doubt,
 * and not replace.
 *
 * @param both what two that are sure say together. Default: the one, if they are the same
 */
function either<Value>(
  rules: Guess<Value> | undefined,
  model: Guess<Value> | undefined,
  both: (one: Value, other: Value) => readonly Value[] = bothOf,
): Guess<Value> | undefined {
  if (!rules || !model) return rules ?? model;
  if (!model.sure) return rules.sure || rules.candidates.length > 0 ? rules : model;
  if (rules.sure) return guess(both(rules.value, model.value));
  const isAmong = rules.candidates.some((one) => same(one, model.value));
  return isAmong ? model : unsure([...rules.candidates, model.value]);
}
