import { attachmentLines } from './iam-attachments';
import { detachmentLines } from './iam-detachments';
import { identityLines } from './iam-identity';
import { keyLines } from './iam-keys';
import { permissionLines } from './iam-permissions';
import { HIDDEN, policyLines } from './iam-policies';
import { foundFrom } from './line';
import type { Rule } from './rule';

const PARTS = [policyLines, attachmentLines, detachmentLines, permissionLines, identityLines, keyLines];

export const iamWidened: Rule = {
  name: 'iam-widened',
  risk: 'Somebody, or a function that was taken over, can do more than before.',
  find(change, plan) {
    const lines = PARTS.flatMap((linesOf) => linesOf(change, plan));
    const isSeen = lines.some(({ text }) => !text.endsWith(HIDDEN));
    return foundFrom(
      isSeen ? 'More is allowed than before.' : 'Whether more is allowed than before cannot be seen.',
      lines,
    );
  },
};
