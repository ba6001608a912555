import type { Plan, ResourceChange } from '../plan/model';
import { isGone, isNew } from './attributes';
import { blocking, foundFrom, warning, type Line } from './line';
import { widenings } from './policy/compare';
import { isPublic } from './policy/danger';
import { policyChangesOf } from './policy/documents';
import { asJson } from './policy/statement';
import { openedTo } from './public/network';
import { PUBLIC_SETTINGS } from './public/settings';
import type { Rule } from './rule';
import { worsened } from './settings';
import { goesWithSubject } from './subjects';

/** They are nothing but a wall around something else. */
const WALLS = [
  'aws_ebs_snapshot_block_public_access',
  'aws_ec2_image_block_public_access',
  'aws_s3_account_public_access_block',
  'aws_s3_bucket_public_access_block',
  'aws_vpc_block_public_access_options',
];

export const madePublic: Rule = {
  name: 'made-public',
  risk: 'Anybody on the internet can reach it.',
  find(change, plan) {
    const isNewWall = WALLS.includes(change.type) && isNew(change); // with gaps, it still shuts out more than none
    const lines = [
      ...worsened(change, PUBLIC_SETTINGS, isNewWall ? warning : blocking),
      ...[...openedTo(change), ...wallGone(change, plan)].map(blocking),
      ...publicStatements(change),
    ];
    return foundFrom(isNewWall ? 'It may be opened to the internet.' : 'It is open to the internet.', lines);
  },
};

/** Of a policy that stands at the resource itself; a role's trust is `iam-widened`'s. */
function publicStatements(change: ResourceChange): Line[] {
  if (change.type === 'aws_iam_role') return [];
  return policyChangesOf(change).flatMap(({ name, before, after }) =>
    widenings(before, after)
      .filter(({ statement }) => isPublic(statement))
      .map(({ statement }) => ({
        ...blocking(`${name}: allows ${statement.actions.join(', ')} to anybody`),
        judged: asJson(statement),
      })),
  );
}

const wallGone = (change: ResourceChange, plan: Plan): string[] =>
  WALLS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan)
    ? ['the block of public access is destroyed']
    : [];
