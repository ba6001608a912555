import type { PageInBrowser } from '../browser';
import type { BundleFigures } from '../bundles';
import type { ConversationFigures } from './conversation';
import type { MessageFigures } from './message';
import type { RaceFigures } from './race';
import type { SlotsFigures } from './slots';
import type { WidgetFigures } from './widget';

/** A section that was not measured is absent. */
export interface BookingFigures {
  readonly message?: MessageFigures;
  readonly conversation?: ConversationFigures;
  readonly slots?: SlotsFigures;
  readonly race?: RaceFigures;
  readonly widget?: WidgetFigures;
  readonly calendar?: PageInBrowser;
  readonly bundles?: readonly BundleFigures[];
}
