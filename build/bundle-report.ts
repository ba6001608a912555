import type { SystemName } from '../model/systems';

/** What was bundled. */
export interface BundleReport {
  /** `functions/<name>.zip` of each `functions/<system>/<name>/index.ts`. */
  readonly functions: BundledFile[];
  /** `resolvers/<name>.js` of each `api/<system>/resolvers/<name>.ts`. */
  readonly resolvers: BundledFile[];
  /** `appsync-functions/<name>.js` of each `api/<system>/functions/<name>.ts`. */
  readonly appsyncFunctions: BundledFile[];
  /** `<system>/widget/<name>.<hash>.js` of each `widget/<system>/<name>.ts`. */
  readonly widgets: BundledFile[];
  /** `pages/<name>.js` of each `pages/<system>/<name>.ts`; of another system than the first below `<system>`. */
  readonly pages: BundledFile[];
}

export interface BundledFile {
  readonly system: SystemName;
  readonly name: string;
  /** Relative to the checkout. */
  readonly source: string;
  /** Relative to the output directory, such as `functions/cache.zip`. */
  readonly file: string;
  readonly bytes: number;
  /** Base64, as Lambda and Terraform's `source_code_hash` have it. */
  readonly sha256: string;
  /** Whether it was written; a file whose bytes are there already is left alone. */
  readonly changed: boolean;
}

/** How much there is of each, for a person. */
export const countsOf = ({ functions, resolvers, appsyncFunctions, widgets, pages }: BundleReport): string[] => [
  `${functions.length} functions`,
  `${resolvers.length} resolvers`,
  `${appsyncFunctions.length} AppSync functions`,
  `${widgets.length} ${widgets.length === 1 ? 'widget' : 'widgets'}`,
  `${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`,
];
