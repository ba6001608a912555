import { type Context, extensions, util } from '@aws-appsync/utils';
import type { FieldResult } from '../shared/context';
import { type Asked, type Asking, askingOf, type Identity } from '../shared/access';
import type { Fields } from '../schema.types';

type Field = 'subscription.onBookingChanged';
type Ctx = Context<Fields[Field]['args'], { task?: object }, { result: object | null }>;

/** Asks for the conversation: it has to be there, and of the widget's own tenant. */
export function request(ctx: Ctx): Record<string, never> {
  const asking = askingOf(ctx.identity as Identity, ctx.args as Asked, 'subscription.onBookingChanged');
  ctx.stash.task = { action: 'conversation', id: ctx.args.conversationId, ...asking };
  return {};
}

/** The subscription ends when the conversation's booking changes (tell.ts). No payload of a mutation has an empty id: none is told. */
export function response(ctx: Ctx): FieldResult<Field> {
  if (!ctx.prev.result) {
    util.error('There is no such conversation. Say something in it first (sendChatMessage).', 'NotFound');
  }
  const { tenantId } = ctx.stash.task as Asking;
  const { conversationId } = ctx.args;
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ id: { eq: '' } }));
  extensions.setSubscriptionInvalidationFilter(
    util.transform.toSubscriptionFilter({ tenantId: { eq: tenantId }, conversationId: { eq: conversationId } }),
  );
  return null;
}
