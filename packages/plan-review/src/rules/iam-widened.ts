import { attachmentLines, unseenAttachments } from '../judging/iam/attachments';
import { detachmentLines } from '../judging/iam/detachments';
import { identityLines, unseenIdentities } from '../judging/iam/identity';
import { keyLines } from '../judging/iam/keys';
import { permissionLines, unseenPermissions } from '../judging/iam/permissions';
import { policyLines, unseenPolicies } from '../judging/iam/policies';
import { roleLines, unseenRoles } from '../judging/iam/roles';
import { shareLines, unseenShares } from '../judging/iam/shares';
import { judge } from '../judging/judge';

const PARTS = [
  policyLines,
  attachmentLines,
  detachmentLines,
  permissionLines,
  identityLines,
  keyLines,
  roleLines,
  shareLines,
];
const UNSEEN = [unseenPolicies, unseenAttachments, unseenPermissions, unseenIdentities, unseenRoles, unseenShares];

export const iamWidened = judge({
  name: 'iam-widened',
  risk: 'Somebody, or a function that was taken over, can do more than before.',
  title: 'More is allowed than before.',
  isExposure: true,
  more: (change, plan) => PARTS.flatMap((linesOf) => linesOf(change, plan)),
  unseen: (change, plan) => UNSEEN.flatMap((linesOf) => linesOf(change, plan)),
});
