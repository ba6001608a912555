import { util } from '@aws-appsync/utils';
import { mayActAs } from '../../../model/room-cache/items/signed-in';
import { failValidation } from '../../shared/errors';
import { type Asking, requireThemselves, signedInAs } from './signed-in';
import type { Stash } from './stash';

const MAX_LENGTH = 128;

/** The id of the member whom the caller means, within what joinRoom takes; who has signed in means themselves. */
export function memberIdOf(ctx: Asking & { args: { memberId: string } }): string {
  const { memberId } = ctx.args;
  if (memberId.length < 1 || memberId.length > MAX_LENGTH) {
    failValidation(
      `memberId is ${memberId.length} characters long; allowed are 1 to ${MAX_LENGTH}. Use the id with which the member has joined.`,
    );
  }
  requireThemselves(ctx, memberId);
  return memberId;
}

/** Ends the request unless a member is in the room, as query-members has found it, and the caller may ask for them. */
export function requireMember(ctx: Asking & { stash: Stash }, roomId: string, memberId: string): void {
  const member = ctx.stash.members?.find(({ userId }) => userId === memberId);
  if (!member) {
    util.error(
      `${memberId} is not in the room ${roomId}. Join it first: joinRoom with member, or createRoom with hostName.`,
      'NotAMember',
    );
  }
  if (!mayActAs(member.userId, member, signedInAs(ctx))) {
    util.unauthorized();
  }
}
