import { randomUUID } from 'node:crypto';
import type { Environment } from '../../environments';
import { stackName } from '../../environments/stack';
import { failed, passed, type Check } from '../checks';
import { Finding } from '../finding';
import { GraphqlFailure } from '../graphql';
import { inBusiness, type Business } from './business';
import { FunctionFailure, type Functions } from './functions';
import { sectionOf } from './section';
import { Visitor } from './visitor';

const DAY = 24 * 60 * 60 * 1000;
const LOOK =
  "See the functions' errors on the dashboard (`terraform output dashboard_address`) and in CloudWatch Logs.";

/**
 * A visitor of a business of its own, through the deployed endpoint, as a widget does it: sees what there is, books, is not booked twice,
 * keeps others from the same time, cancels, and is answered in a chat. The business is taken back whatever happens, also when the check
 * is aborted; one that is left behind is a failure of its own.
 *
 * @param findEndpoint URL to which GraphQL is posted; asked once the check runs
 */
export function tryBooking(environment: Environment, functions: Functions, findEndpoint: () => Promise<string>): Check {
  const rollBack = `\`bin/trinity rollback ${stackName(environment.name, 'booking')}\` goes back to the functions that ran before.`;
  const { conversationDays } = sectionOf(environment).chat;

  const run: Check['run'] = async (signal) => {
    signal.throwIfAborted();
    const endpoint = await findEndpoint();
    const { result, leftBehind } = await inBusiness(functions, 'Trinity verification', signal, (business) =>
      tryOut(new Visitor(endpoint, business, signal), business),
    );
    const problem = result.status === 'rejected' ? findingOf(result.reason) : undefined;
    // Told even when the run was aborted: somebody has to erase it.
    if (leftBehind) {
      const before = problem ? `${problem.message} ` : '';
      return failed(`${before}${leftBehind.reason}`, leftBehind.next);
    }
    if (result.status === 'fulfilled') return passed(result.value);
    if (problem) return failed(problem.message, problem.next);
    throw result.reason;
  };

  /** @returns what was seen */
  async function tryOut(visitor: Visitor, { serviceId }: Business): Promise<string> {
    const services = await step('services', () => visitor.services());
    if (services.length !== 1 || services[0] !== serviceId) {
      throw wrong(`services shows ${JSON.stringify(services)}, expected the one that was made, ${serviceId}.`);
    }
    const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    const [slot] = await step('availableSlots', () => visitor.slots(tomorrow));
    if (!slot) throw wrong(`availableSlots shows none from ${tomorrow} on, though the provider works round the clock.`);

    const { startsAt } = slot;
    const requestId = randomUUID();
    const booking = await step('book', () => visitor.book(requestId, startsAt));
    const again = await step('book', () => visitor.book(requestId, startsAt));
    if (again.id !== booking.id) {
      throw wrong(`One request has made two bookings of ${startsAt}: ${booking.id} and ${again.id}.`);
    }
    const other = await step('book', () =>
      visitor.book(randomUUID(), startsAt).catch((error: unknown) => {
        if (error instanceof GraphqlFailure && error.errorType === 'SlotTaken') return undefined;
        throw error;
      }),
    );
    if (other) throw wrong(`Two visitors have booked ${startsAt}: ${booking.id} and ${other.id}.`);
    const { status } = await step('cancelBooking', () => visitor.cancel(booking.id));
    if (status !== 'CANCELLED') throw wrong(`cancelBooking answered with status ${status}, expected CANCELLED.`);

    const start = performance.now();
    const { texts } = await step('sendChatMessage', () => visitor.say('Hola'));
    const took = Math.round(performance.now() - start);
    if (texts.length === 0) throw wrong('sendChatMessage answered with no text.');
    return `${startsAt} was booked once, for one request of two, and cancelled; a message was answered after ${took} ms; the business is gone, and its chat goes within ${conversationDays} days`;
  }

  const wrong = (message: string): Finding => new Finding(message, `${LOOK} ${rollBack}`);

  /** @throws Finding in place of a GraphqlFailure, with the operation's name */
  const step = async <T>(operation: string, ask: () => Promise<T>): Promise<T> =>
    ask().catch((error: unknown) => {
      throw error instanceof GraphqlFailure ? wrong(`${operation} failed: ${error.message}`) : error;
    });

  /** @returns undefined for an error that is none of the system's */
  const findingOf = (error: unknown): Finding | undefined => {
    if (error instanceof FunctionFailure) return wrong(error.message);
    return error instanceof Finding ? error : undefined;
  };

  return { name: 'end to end', run };
}
