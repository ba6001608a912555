/**
 * Size of an item in bytes as DynamoDB counts it for capacity.
 *
 * Rules: "DynamoDB item sizes and formats" in the DynamoDB developer guide. Numbers take about one byte per two digits
 * and one more; a list takes 3 bytes and one per element.
 */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

/** Read units of one eventually consistent request over so many bytes: half a unit per 4 KB begun. */
export const eventualReadUnits = (bytes: number): number => Math.ceil(bytes / 4096) / 2;

/** DynamoDB's low-level JSON, as far as this project's tables use it. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
  readonly L?: readonly AttributeValue[];
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length / 2) + 1;
  if (value.BOOL !== undefined) return 1;
  if (value.L !== undefined) return 3 + value.L.reduce((sum, element) => sum + 1 + valueSize(element), 0);
  throw new Error(`an attribute value that the tables do not use: ${JSON.stringify(value)}`);
}
