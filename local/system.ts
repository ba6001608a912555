import type { Closers } from './closers';
import type { FilmSource } from './options';

/** What stands in for what a system asks outside of AWS. */
export interface StandIns {
  /** What it is, for a person. */
  readonly description: string;
  /** Environment variables that a function gets in place of what Terraform says. @param variables Terraform's */
  overrides(variables: Readonly<Record<string, string>>): Record<string, string>;
  /** What Parameter Store has for a function, by the parameter's name. Never shown. @param variables Terraform's */
  parameters(variables: Readonly<Record<string, string>>): Record<string, string>;
  /** How many requests it has answered; undefined where nothing stands in. */
  requests(): number | undefined;
}

/** What a system needs in a local run, and shows, beside what its Terraform says. */
export interface LocalSystem {
  openStandIns(source: FilmSource, closers: Closers): Promise<StandIns>;
  /**
   * What GraphiQL opens with.
   *
   * @param address what stands behind `?` in the page's address
   * @param shown the id of what is shown at start; undefined while there is nothing
   */
  query(address: URLSearchParams, shown: string | undefined): string;
  /** Uses it once through its endpoint, as its clients do. @throws UserError when it does not work */
  demo(endpoint: string, apiKey: string): Promise<{ readonly id: string; readonly lines: readonly string[] }>;
}
