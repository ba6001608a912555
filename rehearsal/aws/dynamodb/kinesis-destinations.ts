import type { KinesisStreamingDestinationInput } from '@aws-sdk/client-dynamodb';
import { invalid } from './errors';
import type { Table } from './tables';

type Asked = Partial<Omit<KinesisStreamingDestinationInput, 'TableName'>>;

export const describeKinesisStreamingDestination = ({ name, destinations }: Table) => ({
  TableName: name,
  KinesisDataStreamDestinations: destinations,
});

/** Nothing is sent to the stream. It is active when it is asked for again. */
export function enableKinesisStreamingDestination(table: Table, input: Asked) {
  const { StreamArn } = input;
  if (isActive(table, StreamArn)) {
    throw invalid(
      wrong('EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.'),
    );
  }
  const { ApproximateCreationDateTimePrecision: precision } = input.EnableKinesisStreamingConfiguration ?? {};
  const added = { StreamArn, ...(precision && { ApproximateCreationDateTimePrecision: precision }) };
  table.destinations = [...others(table, StreamArn), { ...added, DestinationStatus: 'ACTIVE' }];
  return answer(table, input, 'ENABLING');
}

export function disableKinesisStreamingDestination(table: Table, input: Asked) {
  const { StreamArn } = input;
  if (!isActive(table, StreamArn)) {
    throw invalid(wrong('KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.'));
  }
  table.destinations = [...others(table, StreamArn), { StreamArn, DestinationStatus: 'DISABLED' }];
  return answer(table, input, 'DISABLING');
}

const wrong = (why: string): string => `Table is not in a valid state to enable Kinesis Streaming Destination: ${why}`;

const others = ({ destinations }: Table, arn: string | undefined) =>
  destinations.filter(({ StreamArn }) => StreamArn !== arn);

const isActive = ({ destinations }: Table, arn: string | undefined): boolean =>
  destinations.some(({ StreamArn, DestinationStatus }) => StreamArn === arn && DestinationStatus === 'ACTIVE');

const answer = ({ name }: Table, { StreamArn, EnableKinesisStreamingConfiguration }: Asked, status: string) => ({
  TableName: name,
  StreamArn,
  DestinationStatus: status,
  ...(EnableKinesisStreamingConfiguration && { EnableKinesisStreamingConfiguration }),
});
