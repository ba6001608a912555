/** A measurement that has a name. */
export interface Section<T> {
  /** What it needs beside Node and the packages of npm: it is measured only where it is named. Default: nothing. */
  readonly needs?: string;
  /** @param quick fewer runs, whose figures are not kept */
  measure(quick: boolean): Promise<T> | T;
}

/** All figures have a section that measures them. */
export type Sections<Figures> = { readonly [Name in keyof Figures]-?: Section<Exclude<Figures[Name], undefined>> };

/** What is measured of a system. */
export interface Suite {
  readonly sections: Readonly<Record<string, Section<unknown>>>;
  /** The page that has the figures, between two markers. */
  readonly page: string;
  /** Markdown. @param results what its sections have measured, and the machine */
  render(results: object): string;
}
