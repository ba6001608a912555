import type { Days, Hours } from './extractor';

/** A time as its provider's clock shows it: `yyyy-mm-dd`, `hh:mm`. */
export interface ShownTime {
  readonly date: string;
  readonly time: string;
  /** `UTC+02:00`, when the visitor's clock shows another time, or this one comes twice that day. */
  readonly offset?: string;
  readonly provider: string;
}
export interface ShownBooking extends ShownTime {
  readonly service: string;
}
export interface ShownRequest extends ShownBooking {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  /** It takes the place of a booking that stands. */
  readonly isMove: boolean;
}

/** What the chat says, as data: a phrase of its kind is filled with the rest. Choices are numbered from 1 on. */
export type Reply =
  | { readonly kind: 'greet' | 'notUnderstood' | 'offerHuman' | 'tooLong' | 'stale' | 'past' | 'tooFar' | 'notADay' }
  | { readonly kind: 'askService'; readonly services: readonly string[] }
  | { readonly kind: 'askProvider'; readonly service: string; readonly providers: readonly string[] }
  | { readonly kind: 'notOffered'; readonly service: string; readonly provider: string }
  | { readonly kind: 'onlyService'; readonly service: string }
  | { readonly kind: 'askTime' | 'askChange' }
  /** `perhaps` is what a yes means. */
  | { readonly kind: 'askName' | 'askContact'; readonly perhaps?: string }
  | {
      readonly kind:
        'full' | 'gone' | 'nothingFree' | 'unavailable' | 'dropped' | 'cancelled' | 'kept' | 'notCancelled';
    }
  | { readonly kind: 'offer'; readonly times: readonly ShownTime[] }
  | { readonly kind: 'which'; readonly choices: readonly Choice[] }
  | { readonly kind: 'confirm'; readonly request: ShownRequest }
  | { readonly kind: 'booked' | 'confirmCancel' | 'withdrawn'; readonly booking: ShownBooking }
  | { readonly kind: 'handedOver' | 'withHuman' | 'tryAgain' };

export type Choice =
  { readonly days: Days } | { readonly hours: Hours } | { readonly time: ShownTime } | { readonly name: string };
