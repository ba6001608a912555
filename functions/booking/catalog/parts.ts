import { succeed, type Result } from '../../shared/result';
import { invalid } from '../shared/problems';
import type { Belonging, Kind, Page } from './belongings';
import type { CatalogPorts } from './ports';

/*
 * All that is of a tenant, in parts that a call has the time for. Lambda answers with 6 MB at most; a page of DynamoDB's is 1 MB, which
 * JSON makes twice as much of, if it is all numbers.
 */

/** What a call stops after. */
const ENOUGH = { characters: 1_000_000, items: 1_000, pages: 20 };

interface Asked {
  readonly tenantId: string;
  /** `next` of the part before. Default: the first one */
  readonly after?: string | null | undefined;
}

/** @returns from where to go on; null: that was the last part */
interface Part {
  readonly next: string | null;
}

/** As they are in the tables. Of a key, its hash: the key itself is nowhere. */
export interface ExportedView extends Part {
  readonly items: readonly Belonging[];
}

export interface ErasedView extends Part {
  /** Of each kind that there was any of. */
  readonly counts: Readonly<Partial<Record<Kind, number>>>;
}

export async function exportTenant(ports: CatalogPorts, asked: Asked): Promise<Result<ExportedView>> {
  const items: Belonging[] = [];
  const take = ({ found }: Page) => Promise.resolve(void items.push(...found));
  return part(ports, { ...asked, conversations: true }, take, (next) => ({ items, next }));
}

/**
 * Removes a suspended tenant with all that is its own, for good. TTL removes what it does not: counts of how often a key was used,
 * and conversations, unless they are asked for. What leads to something goes after it, and the tenant last: killed in between, the
 * same again, from the beginning, brings it to its end.
 *
 * An index lags a moment: suspended earlier than that, a tenant has nothing that it does not show. A key that is left lets nobody in
 * without its tenant, and the same again removes it; a booking that never came to be has a TTL.
 *
 * @param asked.dryRun whether it is only counted
 * @returns what there was of this part
 */
export async function eraseTenant(
  ports: CatalogPorts,
  { dryRun, ...asked }: Asked & { readonly dryRun: boolean; readonly conversations: boolean },
): Promise<Result<ErasedView>> {
  const tenant = dryRun ? undefined : await ports.tenants.get(asked.tenantId);
  if (tenant?.status === 'ACTIVE') {
    return invalid('tenantId is not that of a suspended business. Ask suspendTenant first', asked.tenantId);
  }
  const counts: Partial<Record<Kind, number>> = {};
  const use = async ({ found, erase }: Page): Promise<void> => {
    for (const { kind } of found) counts[kind] = (counts[kind] ?? 0) + 1;
    if (!dryRun) await erase();
  };
  return part(ports, asked, use, (next) => ({ counts, next }));
}

async function part<T>(
  { belongings }: CatalogPorts,
  { tenantId, after, conversations }: Asked & { readonly conversations: boolean },
  use: (page: Page) => Promise<void>,
  answer: (next: string | null) => T,
): Promise<Result<T>> {
  const so = { characters: 0, items: 0, pages: 0 };
  const pages = await belongings.pages(tenantId, { after: after ?? undefined, conversations });
  if (!pages) return invalid('after is no place of this business. Begin again without it', after);
  for await (const page of pages) {
    await use(page);
    so.characters += JSON.stringify(page.found).length;
    so.items += page.found.length;
    so.pages += 1;
    const isEnough = so.characters >= ENOUGH.characters || so.items >= ENOUGH.items || so.pages >= ENOUGH.pages;
    if (isEnough) return succeed(answer(page.next));
  }
  return succeed(answer(null));
}
