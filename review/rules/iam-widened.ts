import { attachmentLines, unseenAttachments } from './iam-attachments';
import { detachmentLines } from './iam-detachments';
import { identityLines, unseenIdentities } from './iam-identity';
import { keyLines } from './iam-keys';
import { permissionLines, unseenPermissions } from './iam-permissions';
import { policyLines, unseenPolicies } from './iam-policies';
import { roleLines, unseenRoles } from './iam-roles';
import { shareLines, unseenShares } from './iam-shares';
import { judge } from './judge';

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
