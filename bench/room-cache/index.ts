import { measureBatch } from './batch';
import { measureBundles } from '../bundles';
import { measureBurst } from './burst';
import { measureDeploy } from '../deploy';
import { measureHelp } from '../help';
import { measureImport } from '../import';
import { measurePage } from './page';
import { render } from './render';
import type { RoomCacheFigures } from '../results';
import { measureReview } from '../review';
import type { Sections, Suite } from '../suite';
import { measureSynthesis } from '../synthesis';
import { measureRoomPage } from './room-page';
import { measureUnits } from './units';

const needs = 'what the rehearsal needs';

const sections: Sections<RoomCacheFigures> = {
  synthesis: { measure: (quick) => measureSynthesis(quick ? 1 : 5) },
  bundles: { measure: (quick) => measureBundles('room-cache', quick ? 3 : 11) },
  page: { measure: () => measurePage() },
  units: { measure: () => measureUnits() },
  batch: { measure: (quick) => measureBatch({ rooms: quick ? 100 : 1000, roundTripMs: 200 }) },
  burst: { measure: () => measureBurst({ rooms: 60 }) },
  browser: { needs: 'Chromium', measure: measureRoomPage },
  review: { measure: (quick) => measureReview(quick ? 3 : 11) },
  help: { measure: (quick) => measureHelp(quick ? 3 : 11) },
  deploy: { needs, measure: (quick) => measureDeploy(quick ? 1 : 5) },
  import: { needs, measure: (quick) => measureImport(quick ? 3 : 11) },
};

/** Of the room cache, and of the house itself: synthesis, review, the command line, a deploy. */
export const roomCache = { sections, page: 'README.md', render } satisfies Suite;
