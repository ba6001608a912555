import { randomUUID } from 'node:crypto';
import { messageOf } from '../errors';
import { pause } from '../wait';
import { eraseTenant } from './erase';
import { FunctionFailure, type Functions } from './functions';

/** A tenant of its own, which somebody can book. */
export interface Business {
  readonly tenantId: string;
  /** What its widget sends. A secret. */
  readonly key: string;
  readonly serviceId: string;
  readonly providerId: string;
}

/** How it went in a business that was opened for it. */
export interface Visited<T> {
  readonly result: PromiseSettledResult<T>;
  /** What is left of the business that should not be, in a sentence, and how it goes. Default: nothing is. */
  readonly leftBehind?: { readonly reason: string; readonly next: string };
}

const TRIES = 3;
/** Milliseconds between two of them. */
const AGAIN = 1_000;

/** Round the clock, so that there are times whenever it is tried. */
const ALWAYS = { open: [{ from: '00:00', to: '24:00' }], breaks: [] };
/** More than a trial or a measurement sends. */
const REQUESTS_PER_MINUTE = 600;

/**
 * Opens a business with a service, a provider who always works and a key, and takes it back whatever happens: its key is revoked, it is
 * suspended, and all that is its own is erased. Its chats go by their own TTL, and so do the counts of how often its key was used.
 *
 * @param purpose its name: `Trinity verification`
 * @param use what is done in it
 */
export async function inBusiness<T>(
  functions: Functions,
  purpose: string,
  signal: AbortSignal,
  use: (business: Business) => Promise<T>,
): Promise<Visited<T>> {
  const tenantId = `trinity-${randomUUID()}`;
  const keys: string[] = [];
  const [result] = await Promise.allSettled([
    open(functions, tenantId, purpose, signal, (id) => keys.push(id)).then(use),
  ]);
  // Not bound to the signal: it is taken back after an abort, too.
  const why = await close(functions, tenantId, keys);
  if (why === undefined) return { result };
  return {
    result,
    leftBehind: {
      reason: `The business ${tenantId} could not be erased, it is LEFT BEHIND: ${why}`,
      next: `Erase it: \`bin/trinity tenant ${functions.environment.name} erase ${tenantId}\`.`,
    },
  };
}

async function open(
  functions: Functions,
  tenantId: string,
  name: string,
  signal: AbortSignal,
  onKey: (id: string) => void,
): Promise<Business> {
  const catalog = <A>(action: string, input: object) =>
    functions.ask<A>('catalog', { action, ...{ tenantId, input } }, signal);
  await catalog('createTenant', {
    ...{ tenantId, slug: tenantId, name, ownerId: 'trinity', timeZone: 'Europe/Madrid', language: 'es' },
  });
  const service = { name: 'Corte', category: 'Pelo', durationMinutes: 30 };
  const { id: serviceId } = await catalog<{ id: string }>('saveService', service);
  const { id: providerId } = await catalog<{ id: string }>('saveProvider', { name: 'Ana', serviceIds: [serviceId] });
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const hours = { tenantId, providerId, weekday, hours: ALWAYS };
    await functions.ask('availability', { action: 'setWorkingHours', ...hours }, signal);
  }
  const made = await catalog<{ key: string; apiKey: { id: string } }>('createApiKey', {
    ...{ name, requestsPerMinute: REQUESTS_PER_MINUTE },
  });
  onKey(made.apiKey.id);
  return { tenantId, serviceId, providerId, key: made.key };
}

/** @returns why it is not gone; undefined when it is */
async function close(functions: Functions, tenantId: string, keys: readonly string[]): Promise<string | undefined> {
  let why = '';
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    if (attempt > 1) await pause(AGAIN);
    try {
      for (const id of keys)
        await unlessGone(functions.ask('catalog', { action: 'revokeApiKey', ...{ tenantId, id } }));
      await unlessGone(functions.ask('catalog', { action: 'suspendTenant', ...{ tenantId } }));
      await eraseTenant(functions, { tenantId, conversations: false });
      return undefined;
    } catch (error) {
      why = messageOf(error);
    }
  }
  return why;
}

/** It was not made yet, or went with the try before. */
async function unlessGone(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof FunctionFailure) || error.refusal?.errorType !== 'NotFound') throw error;
  });
}
