import { holdsOf } from '../review/resources';
import type { Plan, PlannedChange } from './terraform';

/** Something that a plan would lose for good. */
export interface Loss {
  /** The review's name of it, by which it can be accepted: `stateful-loss/aws_dynamodb_table.rooms`. */
  readonly finding: string;
  readonly address: string;
  readonly action: PlannedChange['action'];
  /** `its items` */
  readonly lost: string;
}

/** What the plan would lose for good. */
export function lossesOf({ changes }: Pick<Plan, 'changes'>): Loss[] {
  return changes.flatMap(({ address, type, action }) => {
    const lost = holdsOf(type);
    if (lost === undefined || !['destroy', 'replace', 'forget'].includes(action)) return [];
    return [{ finding: `stateful-loss/${address}`, address, action, lost }];
  });
}

/** `aws_dynamodb_table.rooms (replace: its items)` */
export const describeLoss = ({ address, action, lost }: Loss): string => `${address} (${action}: ${lost})`;
