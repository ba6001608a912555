/**
 * What is known of a DynamoDB table, in DynamoDB's own words. A property that is absent is unsaid: the source does not speak of
 * it. `null` says that there is none, or that it is off.
 */
export interface TableDescription {
  readonly name?: string;
  /** Hash key first; a range key second, where there is one. */
  readonly key: Key;
  readonly localIndexes?: ReadonlyMap<string, Index>;
  readonly globalIndexes?: ReadonlyMap<string, GlobalIndex>;
  readonly billingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED';
  /** Of a provisioned table. */
  readonly capacity?: Partial<Capacity>;
  /** Request units per second beyond which an on-demand table throttles. */
  readonly onDemandLimits?: Limits | null;
  readonly scaling?: Scaling | null;
  /** The attribute. */
  readonly timeToLive?: string | null;
  /** `ENABLED` or `DISABLED`; else it is being switched. */
  readonly timeToLiveStatus?: string;
  readonly stream?: StreamViewType | null;
  /** `DEFAULT` is AWS's own key, `KMS` the account's key for DynamoDB; else the ARN or id of a customer key. */
  readonly encryption?: string;
  /** Point-in-time recovery. */
  readonly recovery?: { readonly days?: number } | null;
  readonly deletionProtection?: boolean;
  readonly tableClass?: TableClass;
  readonly replicas?: readonly Replica[];
  /** By name. `undefined` is a tag that is there, and whose value is unsaid. */
  readonly tags?: Readonly<Record<string, string | undefined>>;
  /** ARN of the Kinesis stream that gets every change. */
  readonly kinesisStream?: string | null;
  readonly contributorInsights?: boolean;
  /** JSON. */
  readonly resourcePolicy?: string | null;
  /** Units per second that the table takes at once. */
  readonly warmThroughput?: Capacity;
  /** Such as `ACTIVE`. */
  readonly status?: string;
  readonly itemCount?: number;
  readonly sizeBytes?: number;
  /** Of which there may be more than are named here: the source has one whose name cannot be read. Default: of none. */
  readonly notAll?: readonly ManyOf[];
}

/** Settings of which a table has many, each with a name. */
export type ManyOf = 'localIndexes' | 'globalIndexes' | 'replicas' | 'tags';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}
export type Key = readonly [hash: KeyAttribute, range?: KeyAttribute];

/** Attributes that an index copies beside the keys. */
export type Projection = 'ALL' | 'KEYS_ONLY' | readonly string[];

export interface Index {
  readonly key?: Key;
  readonly projection?: Projection;
}

export interface GlobalIndex extends Index {
  readonly capacity?: Partial<Capacity>;
  readonly onDemandLimits?: Limits | null;
  readonly scaling?: Scaling | null;
  readonly contributorInsights?: boolean;
  readonly warmThroughput?: Capacity;
  /** Such as `ACTIVE`. */
  readonly status?: string;
}

/** Units per second. */
export interface Capacity {
  readonly read: number;
  readonly write: number;
}

/** Most request units per second; absent is no limit. */
export interface Limits {
  readonly read?: number;
  readonly write?: number;
}

/** Autoscaling of provisioned capacity. */
export interface Scaling {
  readonly read?: ScalingRange | null;
  readonly write?: ScalingRange | null;
}

export interface ScalingRange {
  readonly min: number;
  readonly max: number;
  /** Per cent in use that it aims at. */
  readonly target: number;
  /** That follows the target. */
  readonly policy?: ScalingPolicy;
  /** Names of other policies that move the same units; absent where there are none. */
  readonly otherPolicies?: readonly string[];
}

export interface ScalingPolicy {
  readonly name: string;
  /** Seconds; absent is AWS's default. */
  readonly scaleInCooldown?: number;
  readonly scaleOutCooldown?: number;
  readonly disableScaleIn?: boolean;
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';

/** The table in another region. */
export interface Replica {
  readonly region: string;
  readonly tableClass?: TableClass;
  readonly recovery?: boolean;
  /** Such as `ACTIVE`. */
  readonly status?: string;
}
