import type { ResourceChange } from '../../plan/model';
import { blocking, type Line } from '../line';
import { grantAttributesOf, grantsMade, isAlmighty, isAnonymous } from '../policy/grants';
import { unseenAt } from '../settings';

/** Roles of Google, Azure and Kubernetes that allow nearly all, or that nobody has to sign in for. */
export const roleLines = (change: ResourceChange): Line[] =>
  grantsMade(change).flatMap((grant) => {
    const { attribute, role, member } = grant;
    if (isAlmighty(grant))
      return [blocking(`${attribute}: gives ${role} to ${member} (a way to all other permissions)`)];
    return isAnonymous(grant) ? [blocking(`${attribute}: gives ${role} to ${member} (anybody)`)] : [];
  });

export const unseenRoles = (change: ResourceChange): Line[] =>
  unseenAt(change, grantAttributesOf(change.type)).map(blocking);
