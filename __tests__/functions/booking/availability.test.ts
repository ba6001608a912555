import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Availability, type Claim } from '../../../functions/booking/shared/availability';
import { LONGEST_TAKEN_MINUTES } from '../../../model/booking/items/service';
import { createLog, createMetrics } from '../support/machine';

interface Update {
  readonly ConditionExpression: string;
  readonly UpdateExpression: string;
}

/** DynamoDB's quotas of an expression, "Expression parameters": dynalite knows none of them. */
const MOST_BYTES = 4_096;
const MOST_OPERATORS = 300;

/** One that remembers what it is asked, and answers with these in turn. */
function fake<Input>(answers: readonly object[]) {
  const inputs: Input[] = [];
  const dynamodb = {
    send: ({ input }: { input: Input }) => Promise.resolve(answers[inputs.push(input) - 1] ?? {}),
  } as unknown as DynamoDBDocumentClient;
  const ports = { now: Date.now, log: createLog(), metrics: createMetrics() };
  return { inputs, table: new Availability(dynamodb, 'availability', ports) };
}

test('a calendar that DynamoDB answers in pages is read to its end', async () => {
  const weekday = (number: number) => ({ day: `HOURS#${number}`, open: [], breaks: [] });
  const key = { tenantProvider: 'hair#ana', day: 'HOURS#1' };
  const { inputs, table } = fake<object>([{ Items: [weekday(1)], LastEvaluatedKey: key }, {}, { Items: [weekday(2)] }]);
  const { hours } = await table.calendar('hair', 'ana', '2026-03-25', '2026-03-25');
  expect([...hours.keys()]).toEqual([1, 2]);
  expect(inputs[2]).toEqual({ ...inputs[0], ExclusiveStartKey: key });
});

test('the expressions of the longest booking are such that DynamoDB takes them', async () => {
  const { inputs: updates, table } = fake<Update>([]);
  const cells = LONGEST_TAKEN_MINUTES / 5;
  const claim = (bookingId: string, firstCell: number): Claim => ({
    ...{ tenantId: 'hair', bookingId },
    place: { providerId: 'ana', date: '2129-01-01', firstCell, cells },
  });
  const last = Date.parse('2129-01-01T00:00:00Z') / 300_000;
  await table.take(claim('one', last));
  await table.move(claim('one', last), claim('two', last + cells));
  await table.giveUp(claim('two', last + cells));
  expect(updates).toHaveLength(3);
  for (const { ConditionExpression, UpdateExpression } of updates) {
    expect(ConditionExpression.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(UpdateExpression.length).toBeLessThanOrEqual(MOST_BYTES);
    const operators = ConditionExpression.match(/AND|OR|NOT|=|attribute_not_exists/g) ?? [];
    expect(operators.length).toBeLessThanOrEqual(MOST_OPERATORS);
  }
});
