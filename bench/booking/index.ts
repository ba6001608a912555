import { measureBundles } from '../bundles';
import type { Sections, Suite } from '../suite';
import { measureCalendar } from './calendar';
import { measureConversation } from './conversation';
import type { BookingFigures } from './figures';
import { measureMessage } from './message';
import { measureRace } from './race';
import { render } from './render';
import { measureSlots } from './slots';
import { measureWidget } from './widget';

const sections: Sections<BookingFigures> = {
  message: { measure: measureMessage },
  conversation: { measure: measureConversation },
  slots: { measure: measureSlots },
  race: { measure: measureRace },
  widget: { needs: 'Chromium', measure: measureWidget },
  calendar: { needs: 'Chromium', measure: measureCalendar },
  bundles: { measure: (quick) => measureBundles('booking', quick ? 3 : 11) },
};

/** Of the booking chat, each beside the same requests of DynamoDB, bare. */
export const booking = { sections, page: 'docs/booking.md', render } satisfies Suite;
