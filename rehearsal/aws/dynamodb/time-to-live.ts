import type { DescribeTimeToLiveOutput, UpdateTimeToLiveInput } from '@aws-sdk/client-dynamodb';
import { invalid } from './errors';
import type { Table, Tables } from './tables';

/** Of the table and all its replicas. @throws AwsError for what changes nothing, and for another attribute while it is on */
export function updateTimeToLive(table: Table, input: Partial<UpdateTimeToLiveInput>, tables: Tables) {
  const { AttributeName: name, Enabled: isOn } = input.TimeToLiveSpecification ?? {};
  if (isOn === undefined) throw invalid(notNull('enabled'));
  if (name === undefined) throw invalid(notNull('attributeName'));
  if (name.length < 1 || name.length > 255) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'timeToLiveSpecification.attributeName' failed to satisfy ` +
        'constraint: Member must have length less than or equal to 255 and greater than or equal to 1',
    );
  }
  const now = table.timeToLive;
  if (now !== undefined && now !== name) {
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${now}`);
  }
  if (isOn === (now !== undefined)) throw invalid(`TimeToLive is already ${isOn ? 'enabled' : 'disabled'}`);
  for (const one of tables.group(table)) one.timeToLive = isOn ? name : undefined;
  return { TimeToLiveSpecification: { Enabled: isOn, AttributeName: name } };
}

const notNull = (member: string): string =>
  `1 validation error detected: Value null at 'timeToLiveSpecification.${member}' failed to satisfy constraint: Member must not be null`;

export function describeTimeToLive({ timeToLive }: Table): DescribeTimeToLiveOutput {
  const isOn = timeToLive !== undefined;
  return {
    TimeToLiveDescription: isOn
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}
