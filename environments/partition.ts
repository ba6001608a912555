/** By the beginning of a region's name, as the AWS SDK's list of partitions has it; all others are of `aws`. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['eusc-', 'aws-eusc'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/** `aws` of `eu-west-1`: the second part of an ARN. What is in one partition cannot be used from another. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

/** What may stand in the place of a region of another partition. */
export const sameAs = (region: string): string => `a region of the partition ${partitionOf(region)}, as ${region} is`;
