/** The languages that the chat speaks. ISO 639-1. */
export const LANGUAGES = ['es', 'en', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is found in a message. Unsure is what has several readings, or was said and not understood: then there are no candidates. */
export type Guess<Value> =
  { readonly sure: true; readonly value: Value } | { readonly sure: false; readonly candidates: readonly Value[] };

/** Local dates, `yyyy-mm-dd`, both included. One day is a range of one. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const PARTS = ['morning', 'afternoon', 'evening'] as const;
export type Part = (typeof PARTS)[number];

/** Local wall time, `hh:mm` of 24 hours: a time, a window open at one end or at none, or a part of the day. */
export type Hours =
  | { readonly at: string }
  | { readonly part: Part }
  | { readonly from: string; readonly to: string }
  | { readonly from: string }
  | { readonly to: string };

/**
 * `another`: another time than the one that was offered or booked. `any`: whoever, or whenever: it depends on what was asked.
 * `tooLong`: nothing of the message was read.
 */
export const INTENTS = ['greet', 'book', 'cancel', 'another', 'soonest', 'any', 'human', 'tooLong'] as const;
export type Intent = (typeof INTENTS)[number];

/** What a message says. A field that is missing was not spoken of. */
export interface Extraction {
  /** The language of the message, where it tells. */
  readonly language?: Language;
  readonly intents: readonly Intent[];
  /** An id. */
  readonly service?: Guess<string>;
  /** An id. */
  readonly provider?: Guess<string>;
  readonly days?: Guess<Days>;
  readonly hours?: Guess<Hours>;
  /** Days that were said not to suit. */
  readonly except?: readonly Days[];
  /** As it was typed. */
  readonly name?: Guess<string>;
  /** Digits, with a plus in front if it was typed. */
  readonly phone?: Guess<string>;
  /** In lower case. */
  readonly email?: Guess<string>;
  readonly answer?: Guess<'yes' | 'no'>;
  /** The number of an offered choice, from 1 on. */
  readonly choice?: Guess<number>;
}

/** A service or a provider, as the business calls it. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly synonyms?: readonly string[];
}

/** What the visitor was asked, and the numbered choices that were shown; a choice of a time has its local date and time. */
export interface Asked {
  readonly for: 'nothing' | 'service' | 'provider' | 'time' | 'slot' | 'name' | 'contact' | 'confirm' | 'cancel';
  readonly options: readonly { readonly date?: string; readonly time?: string }[];
}

export interface ExtractionContext {
  /** The language spoken so far. */
  readonly language?: Language;
  readonly services: readonly Named[];
  readonly providers: readonly Named[];
  /** When the business opens at the earliest and closes at the latest, `hh:mm`: "at 5" is in the afternoon where nobody works at 5:00. */
  readonly opens: { readonly from: string; readonly to: string };
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA time zone in which days and times are meant. */
  readonly zone: string;
  readonly asked: Asked;
}

/** Fills slots, and decides nothing. It may be asynchronous: a model can stand behind it. */
export type Extractor = (text: string, context: ExtractionContext) => Extraction | Promise<Extraction>;

export const sure = <Value>(value: Value): Guess<Value> => ({ sure: true, value });
export const unsure = <Value>(candidates: readonly Value[]): Guess<Value> => ({ sure: false, candidates });

/** Sure if one reading is left. */
export const guess = <Value>(candidates: readonly Value[]): Guess<Value> =>
  candidates.length === 1 ? sure(candidates[0]!) : unsure(candidates);
