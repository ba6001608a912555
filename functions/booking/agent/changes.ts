import type { Reply } from './replies';
import { slotKey } from './slots';
import { MOST_DECLINED, type Slot, type State } from './state';

/** What a conversation has become, before it is known what is to be asked. */
export interface Heard {
  readonly state: State;
  readonly replies: readonly Reply[];
  /** Nothing more is to be asked for now. */
  readonly isDone?: boolean;
}

/** Days to look at when the visitor names none, or when those that were wanted are full. */
export const WIDE = 21;

/** Remembers times that are not to be offered again, the latest of them. */
export const decline = (state: State, slots: readonly Slot[]): State => ({
  ...state,
  declined: [...new Set([...state.declined, ...slots.map(slotKey)])].slice(-MOST_DECLINED),
});

export const withoutShown = (state: State): State => omit(state, 'shown');

export const withoutSlot = (state: State): State => ({ ...withoutShown(state), draft: omit(state.draft, 'slot') });

/** A copy without some fields. */
export function omit<From extends object, Key extends keyof From>(from: From, ...keys: Key[]): Omit<From, Key> {
  const copy: Partial<From> = { ...from };
  for (const key of keys) delete copy[key];
  return copy as Omit<From, Key>;
}
