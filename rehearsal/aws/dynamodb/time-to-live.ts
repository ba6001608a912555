import type { DescribeTimeToLiveOutput, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../door/messages';
import { invalid } from './errors';
import type { Table, Tables } from './tables';

/** Of the table and all its replicas. @throws AwsError for what changes nothing, and for another attribute while it is on */
export function updateTimeToLive(table: Table, input: JsonObject, tables: Tables) {
  const { AttributeName: name, Enabled: isOn } = input['TimeToLiveSpecification'] as TimeToLiveSpecification;
  const now = table.timeToLive;
  if (now !== undefined && now !== name) {
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${now}`);
  }
  if (isOn === (now !== undefined)) throw invalid(`TimeToLive is already ${isOn ? 'enabled' : 'disabled'}`);
  for (const one of tables.group(table)) one.timeToLive = isOn ? name : undefined;
  return { TimeToLiveSpecification: { Enabled: isOn, AttributeName: name } };
}

export function describeTimeToLive({ timeToLive }: Table): DescribeTimeToLiveOutput {
  const isOn = timeToLive !== undefined;
  return {
    TimeToLiveDescription: isOn
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}
