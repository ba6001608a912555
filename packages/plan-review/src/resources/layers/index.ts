import { AWS } from './aws';
import { OTHERS } from './others';
import type { Layer } from './order';

export { LAYERS } from './order';

/**
 * @param type of a resource of any provider, such as `aws_dynamodb_table`
 * @returns `other` for what no layer claims
 */
export function layerOf(type: string): Layer {
  const layer = known.get(type) ?? PREFIXES.find(({ prefix }) => begins(type, prefix))?.layer ?? 'other';
  known.set(type, layer);
  return layer;
}

const known = new Map<string, Layer>();

/** The longest first: `aws_cloudwatch_event` is not `aws_cloudwatch`. */
const PREFIXES = [AWS, OTHERS]
  .flatMap((prefixes) => Object.entries(prefixes) as [Layer, readonly string[]][])
  .flatMap(([layer, begins]) => begins.map((prefix) => ({ layer, prefix })))
  .sort((a, b) => b.prefix.length - a.prefix.length);

/** By whole words: `aws_s3` is not the beginning of `aws_s3control_bucket`. */
const begins = (type: string, prefix: string): boolean => type === prefix || type.startsWith(`${prefix}_`);
