import { waitFor, type Wait } from '../wait';
import { FunctionFailure, type Functions } from './functions';

/** How many items there are, by kind; none of a kind is left out. */
export type Counts = Readonly<Record<string, number>>;

/** For what an index does not show yet: it lags by less, also where the machine is busy. */
const GONE: Wait = { timeoutMs: 60_000, pollMs: 500 };

interface Whose {
  readonly tenantId: string;
  /** Whether conversations are among it: their whole table is read. */
  readonly conversations: boolean;
}

/** @returns what there is of a tenant */
export const countTenant = (functions: Functions, whose: Whose, signal?: AbortSignal): Promise<Counts> =>
  through(functions, { ...whose, dryRun: true }, signal);

/**
 * Removes a suspended tenant, until nothing of it is found any more. Cut off, the same again brings it to its end.
 *
 * @returns what there was
 * @throws FunctionFailure when there is still something after a minute
 */
export async function eraseTenant(functions: Functions, whose: Whose, signal?: AbortSignal): Promise<Counts> {
  const erased = await through(functions, { ...whose, dryRun: false }, signal);
  const rest = { tenantId: whose.tenantId, conversations: false, dryRun: false };
  const isGone = async () => (Object.keys(await through(functions, rest, signal)).length === 0 ? true : undefined);
  if (await waitFor(isGone, GONE)) return erased;
  throw new FunctionFailure(`After ${GONE.timeoutMs / 1000} s there is still something of ${whose.tenantId} to erase.`);
}

async function through(functions: Functions, payload: Whose & { readonly dryRun: boolean }, signal?: AbortSignal) {
  const counts = new Map<string, number>();
  let after: string | null = null;
  do {
    const part: { counts: Counts; next: string | null } = await functions.ask(
      'catalog',
      { action: 'eraseTenant', ...payload, after },
      signal,
    );
    for (const [kind, count] of Object.entries(part.counts)) counts.set(kind, (counts.get(kind) ?? 0) + count);
    after = part.next;
  } while (after !== null);
  return Object.fromEntries(counts);
}
