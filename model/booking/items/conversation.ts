import * as z from 'zod/mini';
import { id, instant, readerOf, seconds, whole } from './values';

const conversation = z.object({
  tenantId: id,
  conversationId: id,
  /** The agent's, which reads it. */
  state: z.record(z.string(), z.unknown(), 'is not a map'),
  /** Counts what has been said: who answers on an older one was overtaken. */
  version: whole(0, Number.MAX_SAFE_INTEGER),
  updatedAt: instant,
  /** Epoch seconds. */
  ttl: seconds,
});

/** How far a chat is. */
export const readConversation = readerOf(conversation);
