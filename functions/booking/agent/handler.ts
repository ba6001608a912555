import * as z from 'zod/mini';
import { createLambda, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Runtime } from '../../shared/ports';
import { succeed } from '../../shared/result';
import { Bookings } from '../bookings/bookings';
import type { BookingsPorts } from '../bookings/ports';
import { admit, asker, given, unknownTenant, type AdmissionPorts } from '../shared/admission';
import type { MetricName } from '../shared/metrics';
import { invalid, isSecretId, SECRET_ID } from '../shared/problems';
import { Chat, type ChatPorts, type ChatReplyView } from './chat';

export interface AgentDependencies {
  readonly ports: Omit<ChatPorts, 'protocol' | 'log'> &
    AdmissionPorts &
    BookingsPorts & { readonly runtime: Pick<Runtime, 'now' | 'uniqueId'> };
  readonly observability: Observability<MetricName>;
}

const actions = {
  sendChatMessage: z.object({
    ...asker,
    input: z.object({ conversationId: given(z.string()), seen: given(z.number()), text: z.string() }),
  }),
  conversation: z.object({ ...asker, id: z.string() }),
};

interface Values {
  readonly sendChatMessage: ChatReplyView;
  readonly conversation: ChatReplyView | null;
}
export type AgentTasks = Tasks<typeof actions, Values>;

/**
 * The chat. A conversation's id is all that keeps one visitor's from another's: the first answer says it, and a client that names one
 * itself has to take one that nobody guesses.
 */
export function createHandler({ ports, observability }: AgentDependencies): LambdaHandler {
  const chat = new Chat({ ...ports, log: observability.log, protocol: new Bookings(ports) });
  return createLambda<typeof actions, Values>({
    functionName: 'booking-agent',
    actions,
    observability,
    isPrivate: true,
    about: (payload) => ({
      tenantId: payload.tenantId,
      conversationId: known(payload.action === 'conversation' ? payload.id : payload.input.conversationId),
    }),
    run: async (payload) => {
      if (payload.action === 'conversation') {
        if (!isSecretId(payload.id)) return succeed(null);
        const tenant = await ports.catalog.tenant(payload.tenantId);
        return tenant ? chat.show(tenant, payload.id) : unknownTenant(payload.tenantId);
      }
      const { conversationId, seen, text } = payload.input;
      if (typeof conversationId === 'string' && !isSecretId(conversationId)) {
        return invalid(`input.conversationId is not ${SECRET_ID}`, conversationId);
      }
      const message = { text, seen: seen ?? 0, conversationId: conversationId ?? ports.runtime.uniqueId() };
      return admit(ports, payload, (tenant) => chat.hear(tenant, message));
    },
  });
}

/** What is no id may be what somebody wrote. */
const known = (conversationId: string | null | undefined): string | undefined =>
  typeof conversationId === 'string' && isSecretId(conversationId) ? conversationId : undefined;
