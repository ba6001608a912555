import type { BatchFigures } from './batch';
import type { BundleFigures } from './bundles';
import type { BurstFigures } from './burst';
import type { HelpFigures } from './help';
import type { DeployFigures } from './deploy';
import type { ImportFigures } from './import';
import type { PageFigures } from './page';
import type { ReviewFigures } from './review';
import type { SynthesisFigures } from './synthesis';
import type { UnitFigures } from './units';

/** What `bench/results.json` holds; a section that was not measured is absent. */
export interface Results {
  /** Cores, Node and platform: seconds mean little without them. */
  machine: string;
  synthesis?: SynthesisFigures;
  bundles?: BundleFigures[];
  page?: PageFigures;
  units?: UnitFigures[];
  batch?: BatchFigures;
  burst?: BurstFigures;
  review?: ReviewFigures;
  help?: HelpFigures;
  deploy?: DeployFigures;
  import?: ImportFigures;
}
