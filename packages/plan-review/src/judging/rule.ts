import type { Plan, ResourceChange } from '../plan/model';
import type { Found, Line } from './line';
import type { Setting } from './settings';

/** A rule judges one change at a time; nothing that it sees is secret. */
export interface Rule {
  /** Part of a finding's name, so it stays as it is: `index-dropped`. */
  readonly name: string;
  /** What may be lost, in one sentence for somebody who does not know the resource. */
  readonly risk: string;
  /** What of a change is a finding of its own, accepted by a name of its own. Default: all of it is one. */
  readonly apart?: (change: ResourceChange) => readonly ResourceChange[];
  /** @returns undefined when there is nothing to say */
  readonly find: (change: ResourceChange, plan: Plan) => Found | undefined;
}

/** A rule that says what it looks at, so that `hidden-change` can tell what it could not see. */
export interface Judge extends Rule {
  readonly blocks: readonly Setting[];
  readonly warns: readonly Setting[];
  /** What else it looks at, and cannot see. */
  readonly unseen: (change: ResourceChange, plan: Plan) => readonly Line[];
  /** Whether it judges who gets at something: what is destroyed, nobody gets at. */
  readonly isExposure: boolean;
}
