import * as z from 'zod/mini';
import { createLambda, task, type LambdaHandler, type Tasks } from '../../shared/lambda';
import type { Observability } from '../../shared/observability';
import type { Runtime } from '../../shared/ports';
import { succeed, type Result } from '../../shared/result';
import { Bookings } from '../bookings/bookings';
import type { BookingsPorts } from '../bookings/ports';
import { admit, asker, given, tenantOf, unknownTenant, type AdmissionPorts } from '../shared/admission';
import type { MetricName } from '../shared/metrics';
import { invalid, isSecretId, SECRET_ID } from '../shared/problems';
import { Chat, type ChatPorts, type ChatReplyView } from './chat';

export interface AgentDependencies {
  readonly ports: Omit<ChatPorts, 'protocol' | 'log'> &
    AdmissionPorts &
    BookingsPorts & { readonly runtime: Pick<Runtime, 'now' | 'uniqueId'> };
  readonly observability: Observability<MetricName>;
}

const message = z.object({ conversationId: given(z.string()), seen: given(z.number()), text: z.string() });

/**
 * The chat. A conversation's id is all that keeps one visitor's from another's: the first answer says it, and a client that names one
 * itself has to take one that nobody guesses.
 */
const tasksOf = ({ ports, observability }: AgentDependencies) => {
  const chat = new Chat({ ...ports, log: observability.log, protocol: new Bookings(ports) });
  return {
    sendChatMessage: task(z.object({ ...asker, input: message }), async (payload): Promise<Result<ChatReplyView>> => {
      const { conversationId, seen, text } = payload.input;
      if (typeof conversationId === 'string' && !isSecretId(conversationId)) {
        return invalid(`input.conversationId is not ${SECRET_ID}`, conversationId);
      }
      const heard = { text, seen: seen ?? 0, conversationId: conversationId ?? ports.runtime.uniqueId() };
      return admit(ports, payload, (tenant) => chat.hear(tenant, heard));
    }),
    conversation: task(z.object({ ...asker, id: z.string() }), async ({ tenantId, id }) => {
      if (!isSecretId(id)) return succeed(null);
      const tenant = await ports.catalog.tenant(tenantId);
      return tenant ? chat.show(tenant, id) : unknownTenant(tenantId);
    }),
  };
};
export type AgentTasks = Tasks<ReturnType<typeof tasksOf>>;

/** Which conversation it is, the agent says itself: the one that a client names may be what somebody wrote. */
export function createHandler(dependencies: AgentDependencies): LambdaHandler {
  const { observability } = dependencies;
  const tasks = tasksOf(dependencies);
  return createLambda({ functionName: 'booking-agent', tasks, observability, about: tenantOf, isPrivate: true });
}
