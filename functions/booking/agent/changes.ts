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

export function withoutShown({ shown: _, ...state }: State): State {
  return state;
}

export function withoutSlot(state: State): State {
  const { slot: _, ...draft } = state.draft;
  return { ...withoutShown(state), draft };
}
