/** A type of resource that has something which no apply makes again. */
export interface Stateful {
  readonly type: string;
  /** What is lost with one: `its items`. */
  readonly holds: string;
  /** Attributes whose change replaces it, as the provider has it. Default: none that are known. */
  readonly replacedBy?: readonly string[];
}
