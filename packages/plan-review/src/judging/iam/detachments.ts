import type { Plan, ResourceChange } from '../../plan/model';
import { isGone, show } from '../attributes';
import { blocking, warning, type Line } from '../line';
import { goesWithSubject } from '../subjects';

/** AWS's own policies allow, and deny nothing. */
const OF_AWS = /^arn:[^:]*:iam::aws:/;

/** What denied something, or may have, and is taken off. */
export function detachmentLines(change: ResourceChange, plan: Plan): Line[] {
  const { type, before } = change;
  if (!isGone(change)) return [];
  if (type === 'aws_ssoadmin_permissions_boundary_attachment') {
    return [blocking('the permissions boundary is removed')];
  }
  if (goesWithSubject(change, plan)) return [];
  if (type === 'aws_organizations_policy_attachment') {
    return [
      blocking(`the policy ${show(before?.policy_id)} is taken off ${show(before?.target_id)}: it denies no more`),
    ];
  }
  const arn = before?.policy_arn;
  return /^aws_iam_(\w+_)?policy_attachment$/.test(type) && typeof arn === 'string' && !OF_AWS.test(arn)
    ? [warning(`the policy ${arn} is taken off: it may deny something`)]
    : [];
}
