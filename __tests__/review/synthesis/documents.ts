import type { Action, Plan, ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';

/** A document with these queues, by name, and whatever else. */
export const queues = (resources: JsonObject, rest: JsonObject = {}): JsonObject => ({
  resource: { aws_sqs_queue: resources },
  ...rest,
});

/** What is done to each, `no-op` left out: `{ 'aws_sqs_queue.films': 'update' }` */
export function actionsOf(before: JsonObject | undefined, after: JsonObject | undefined): Record<string, Action> {
  const changing = compareSyntheses(before, after).resources.filter(({ action }) => action !== 'no-op');
  return Object.fromEntries(changing.map(({ address, action }) => [address, action]));
}

export function changeOf(address: string, { resources }: Plan): ResourceChange {
  const found = resources.find((one) => one.address === address);
  if (found) return found;
  throw new Error(`${address} is not among ${resources.map((one) => one.address).join(', ')}`);
}
