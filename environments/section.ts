import type { Finding, Parsed } from './parsed';
import type { Environment } from './schema';

/** What an environment is, without what runs in it. */
export type Place = Omit<Environment, 'systems'>;

/** What the configuration asks of a system beside the schema of its section. Paths are those within the section. */
export interface Section<T> {
  /** Partitions in which AWS has what it is made of, and what is not elsewhere. */
  readonly needs: { readonly service: string; readonly partitions: readonly string[] };
  /** What is wrong across its fields. Every part may be missing: that is reported already. */
  rules(section: Parsed<T>, place: Parsed<Place>): Finding[];
  /** What it is called in AWS: nothing there has two owners. */
  objects(section: Parsed<T>, place: Parsed<Place>): NameableObject[];
  /** Of one that is made of another, `dev-ana` of `dev`: without what exists once, such as an object that is adopted. */
  madeAnew(section: T): T;
  /** What keeps it from being deployed, though it can be synthesized. @param now epoch milliseconds */
  beforeDeploy(section: T, now: number): Finding[];
}

/** One object in AWS, as a section calls it. */
export interface NameableObject {
  readonly kind: 'table' | 'log group' | 'GraphQL API' | 'topic';
  readonly path: readonly string[];
  /** Of the path, what leads to an adoption's name. */
  readonly below: readonly string[];
  /** The name of the one that exists. */
  readonly adopted: string | undefined;
  /** That of one that a deploy would make, where it is known. */
  readonly made: string | undefined;
  /** Used only: somebody else owns it. Default: no. */
  readonly isReleased?: boolean;
  /** Regions of its replicas. Default: none. */
  readonly replicas?: readonly string[];
}
