import type { IndexReads } from '../schema';
import type { Json, JsonObject } from './value';

/** Stands for all attributes of an object that is secret as a whole. */
export const WHOLE = '(all)';

/** Steps into a value: attribute names and indexes. */
export type Path = readonly (string | number)[];

/** What happens to one object. `replace` also when the old one is kept and forgotten. */
export type Action = 'no-op' | 'read' | 'create' | 'update' | 'replace' | 'delete' | 'forget';

/** By what an existing object is found; neither when it is not known yet. */
export interface Importing {
  readonly id?: string;
  /** Attributes that the provider knows it by, such as name and region. */
  readonly identity?: JsonObject;
}

/** What a plan does to one object of one resource. All values are masked. */
export interface ResourceChange {
  /** `module.room["a"].aws_dynamodb_table.cache[0]` */
  readonly address: string;
  /** Where the state has it until now; undefined unless it moves. */
  readonly previousAddress?: string;
  /** Id of an older object that a replacement left behind; undefined for the resource's own object. */
  readonly deposed?: string;
  readonly type: string;
  /** `registry.terraform.io/hashicorp/aws` */
  readonly provider: string;
  readonly action: Action;
  /** Terraform's own words, in the order in which they happen: `['delete', 'create']`. */
  readonly steps: readonly string[];
  /** Terraform's reason, such as `replace_because_cannot_update`. */
  readonly reason?: string;
  /** Present when an existing object is taken over. */
  readonly importing?: Importing;
  /** Null where there is none, and for an object to which nothing happens. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** Shaped like `after`: true where a value is known only after the apply. */
  readonly unknown: Json;
  /** The attributes that force a replacement. */
  readonly replacePaths: readonly Path[];
  /**
   * The arguments that the configuration gives: `name`, and, of a block in a plan, `rule`, `rule[]`, `rule[].port`;
   * undefined when the plan does not say.
   */
  readonly configured?: ReadonlySet<string>;
}

export interface OutputChange {
  readonly name: string;
  readonly action: Action;
  readonly before: Json;
  readonly after: Json;
  readonly unknown: Json;
}

export interface CheckResult {
  /** `check.health`, `aws_instance.web`, `output.url`, `var.region` */
  readonly address: string;
  readonly status: 'pass' | 'fail' | 'error' | 'unknown';
  readonly problems: readonly string[];
}

/** Put off to a later plan, because something is not known yet. */
export interface Deferred {
  readonly reason: string;
  readonly change: ResourceChange;
}

/** What Terraform, or a comparison of two syntheses, says will happen. Nothing in it is secret any more. */
export interface Plan {
  /** `synthesis`: two configurations were compared, and no state was looked at. */
  readonly source: 'plan' | 'synthesis';
  readonly terraformVersion: string | null;
  /** Account ids and regions, as far as the plan says: usually one each. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Managed resources, those to which nothing happens included. */
  readonly resources: readonly ResourceChange[];
  /** Made outside Terraform, found when it looked. */
  readonly drift: readonly ResourceChange[];
  readonly deferred: readonly Deferred[];
  readonly outputs: readonly OutputChange[];
  readonly checks: readonly CheckResult[];
  /** Addresses of actions (`action` blocks) that would be run. */
  readonly invocations: readonly string[];
  /** False when another plan has to follow this one. */
  readonly complete: boolean;
  /** Terraform could not finish it: of what it does not speak, nothing is known. Default: false */
  readonly errored?: boolean;
  /** Terraform's own word on whether there is something to apply; undefined when it says nothing. */
  readonly applyable?: boolean;
  /** What AWS knows beside the plan, of indexes that it drops; undefined when nobody has asked. */
  readonly indexReads?: IndexReads | undefined;
  /** Keys that this reader does not know, such as `resource_changes[0].change.color`. */
  readonly notUnderstood: readonly string[];
}

/** In which nothing happens. */
export const EMPTY_PLAN: Plan = {
  source: 'plan',
  terraformVersion: null,
  accounts: [],
  regions: [],
  resources: [],
  drift: [],
  deferred: [],
  outputs: [],
  checks: [],
  invocations: [],
  complete: true,
  notUnderstood: [],
};
