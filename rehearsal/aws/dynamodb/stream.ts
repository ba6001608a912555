import type { StreamSpecification } from '@aws-sdk/client-dynamodb';
import { invalid, invalidParameter } from './errors';
import type { Description } from './wire';

/** Of a new table. */
export function checkNewStream({ StreamEnabled: isOn, StreamViewType: type }: Partial<StreamSpecification> = {}): void {
  if (isOn && type === undefined) {
    throw invalidParameter('Table is being created with a stream enabled, UpdateViewType is required');
  }
  if (!isOn && type !== undefined) {
    throw invalidParameter('Table is being created with a stream disabled, UpdateViewType should not be specified');
  }
}

/** What is on cannot be changed, only switched off and on again; its ARN stays until there is another. */
export function withStream(table: Description, wanted: StreamSpecification): Description {
  const { StreamSpecification: now, ...rest } = table;
  const { StreamEnabled: isOn, StreamViewType: type } = wanted;
  const name = String(table.TableName);
  if (isOn) {
    if (type === undefined) throw invalidParameter('If stream is being enabled then UpdateViewType is required');
    if (now) throw invalid(`Table already has an enabled stream: TableName: ${name}`);
    return { ...rest, ...newStream(table), StreamSpecification: { StreamEnabled: true, StreamViewType: type } };
  }
  if (type !== undefined) {
    throw invalidParameter('If stream is being disabled, then UpdateViewType must not be specified');
  }
  if (!now) throw invalid(`Table has no stream to disable: TableName: ${name}`);
  if (table.Replicas) throw invalidParameter('Disabling Stream is not allowed for a Global Table replica.');
  return rest;
}

/** Another one than the last. */
export function newStream({ TableArn = '', LatestStreamLabel: last }: Description) {
  const label = (at: number): string => new Date(at).toISOString().slice(0, -1);
  const now = label(Date.now());
  const LatestStreamLabel = last !== undefined && last >= now ? label(Date.parse(`${last.slice(0, 23)}Z`) + 1) : now;
  return { LatestStreamLabel, LatestStreamArn: `${TableArn}/stream/${LatestStreamLabel}` };
}
