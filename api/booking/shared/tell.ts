import { extensions } from '@aws-appsync/utils';
import type { Asking } from './access';
import type { FieldContext } from './context';

type Ctx = FieldContext<'mutation.cancelBooking'> | FieldContext<'mutation.rescheduleBooking'>;

/**
 * Tells a booking's conversation that it was cancelled or moved, by ending the subscriptions to it. A payload of `@aws_subscribe` has what the
 * mutation's caller selected; this one does not depend on it.
 */
export function tellConversation(ctx: Ctx): void {
  const { conversationId } = ctx.prev.result;
  const { tenantId } = ctx.stash.task as Asking;
  if (conversationId) {
    extensions.invalidateSubscriptions({
      subscriptionField: 'onBookingChanged',
      payload: { tenantId: tenantId, conversationId: conversationId },
    });
  }
}
