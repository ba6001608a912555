import type {
  GlobalSecondaryIndexDescription,
  KinesisDataStreamDestination,
  ReplicaDescription,
  TableDescription,
} from '@aws-sdk/client-dynamodb';

/** What the SDK calls so, as it goes over the wire: times are seconds since 1970. */
export type Wire<T> = T extends Date
  ? number
  : T extends readonly (infer E)[]
    ? Wire<E>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

export type Description = Wire<TableDescription>;
export type GlobalIndex = Wire<GlobalSecondaryIndexDescription>;
export type Replica = Wire<ReplicaDescription>;
export type Destination = Wire<KinesisDataStreamDestination>;
