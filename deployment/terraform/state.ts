/** A resource as the state has it after an apply: what Terraform set, and what AWS made of it. */
export interface DeployedResource {
  /** `aws_dynamodb_table.rooms`; of what the stack uses only, `data.aws_dynamodb_table.rooms` */
  readonly address: string;
  readonly type: string;
  /** `rooms` */
  readonly name: string;
  /** Addresses of all that it refers to, directly or not. */
  readonly dependsOn: readonly string[];
  /** In the provider's own words and shapes. Holds secrets: never printed as a whole. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The parts of a state file, version 4, that are read here. */
interface StateFile {
  readonly version: number;
  readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly attributes: Readonly<Record<string, unknown>>;
      /** Of an object that was replaced and is still to be destroyed. */
      readonly deposed?: string;
      readonly dependencies?: readonly string[];
    }[];
  }[];
}

export interface State {
  /** What Terraform looks after, sorted by address; none before the first apply. */
  readonly resources: readonly DeployedResource[];
  /** What the stack uses of others, as the last apply has read it. Sorted by address. */
  readonly used: readonly DeployedResource[];
  /** Secret ones among them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * @param json the state file, in which no provider has a part: `terraform show` loads the AWS provider first, which takes
 *   five seconds of a processor. Nothing before the first apply.
 * @throws Error when it is of another version
 */
export function readState(json: string): State {
  if (json.trim() === '') return { resources: [], used: [], outputs: {} };
  const { version, outputs = {}, resources = [] } = JSON.parse(json) as StateFile;
  if (version !== 4) throw new Error(`The state file is of version ${version}; version 4 is known`);
  const ofMode = (mode: 'managed' | 'data'): DeployedResource[] =>
    resources
      .filter((one) => one.mode === mode)
      .flatMap(({ type, name, instances }) =>
        // The stacks have one instance of each.
        instances
          .filter(({ deposed }) => deposed === undefined)
          .map(({ attributes: values, dependencies: dependsOn = [] }) => ({
            address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
            type,
            name,
            dependsOn,
            values,
          })),
      )
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  return {
    resources: ofMode('managed'),
    used: ofMode('data'),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
  };
}
