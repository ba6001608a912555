import type { Asked, Intent, Language } from '../../../../../functions/booking/agent/extractor';
import type { World } from '../support/worlds';

/**
 * A sentence that a visitor types, and what is to be understood of it. A value is sure; a list holds the candidates of what is unsure
 * (an empty one: something was said that is no day). What is not named must not be found.
 */
export interface Utterance {
  readonly in: World;
  readonly says: string;
  /** Default: nothing was asked. */
  readonly asked?: Asked;
  /** In which the chat goes on. Default: the one spoken so far, the world's. */
  readonly language?: Language;
  readonly intents?: readonly Intent[];
  readonly service?: string | readonly string[];
  readonly provider?: string | readonly string[];
  /** `2026-06-12`; a range is `2026-06-15..2026-06-21`. */
  readonly days?: string | readonly string[];
  /** `17:30`; from a time on `18:00-`; until `-12:00`; between `10:00-12:00`; a part of the day. */
  readonly hours?: string | readonly string[];
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly answer?: 'yes' | 'no' | readonly ('yes' | 'no')[];
  readonly choice?: number | readonly number[];
}

const at = (...times: string[]): Asked => ({
  for: 'slot',
  options: times.map((time) => ({ date: '2026-06-12', time })),
});

/** What the chat has asked before. */
export const asked = {
  slot: at('10:00', '10:30', '16:00'),
  earlySlot: at('09:00', '14:00', '15:00'),
  service: { for: 'service', options: [{}, {}, {}, {}, {}] },
  provider: { for: 'provider', options: [{}, {}, {}] },
  time: { for: 'time', options: [] },
  name: { for: 'name', options: [] },
  contact: { for: 'contact', options: [] },
  confirm: { for: 'confirm', options: [] },
} as const satisfies Record<string, Asked>;
