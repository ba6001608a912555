import type { BookingFigures } from './booking/figures';
import type { BatchFigures } from './room-cache/batch';
import type { PageInBrowser } from './browser';
import type { BundleFigures } from './bundles';
import type { BurstFigures } from './room-cache/burst';
import type { HelpFigures } from './help';
import type { DeployFigures } from './deploy';
import type { ImportFigures } from './import';
import type { PageFigures } from './room-cache/page';
import type { ReviewFigures } from './review';
import type { SynthesisFigures } from './synthesis';
import type { UnitFigures } from './room-cache/units';

/** Cores, Node and platform: seconds mean little without them. */
export interface Machine {
  readonly machine: string;
}

/** Of the room cache, and of the house itself; a section that was not measured is absent. */
export interface RoomCacheFigures {
  readonly synthesis?: SynthesisFigures;
  readonly bundles?: readonly BundleFigures[];
  readonly page?: PageFigures;
  readonly units?: readonly UnitFigures[];
  readonly batch?: BatchFigures;
  readonly burst?: BurstFigures;
  readonly browser?: PageInBrowser;
  readonly review?: ReviewFigures;
  readonly help?: HelpFigures;
  readonly deploy?: DeployFigures;
  readonly import?: ImportFigures;
}

/** What `bench/results.json` holds: the first system's figures on top, another's under its name. */
export type Results = Machine & RoomCacheFigures & { readonly booking?: Machine & BookingFigures };
