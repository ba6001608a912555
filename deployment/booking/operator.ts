import type { Environment } from '../../environments';
import { many } from '../../packages/plan-review/src/render/phrase';
import { slugOf } from '../../model/booking/items/tenant';
import { DeploymentError, type Explanation } from '../errors';
import type { Administrators } from './administrators';
import { countTenant, eraseTenant, type Counts } from './erase';
import { FunctionFailure, type Functions } from './functions';
import { sectionOf } from './section';
import { asTyped, Typed } from './typed';

/** A business, as the function `catalog` shows it. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly ownerId: string;
  readonly timeZone: string;
  readonly language: string;
  readonly status: 'ACTIVE' | 'SUSPENDED';
  readonly createdAt: string;
}

export interface ApiKey {
  /** Its hash. */
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly origins: readonly string[];
  readonly requestsPerMinute: number;
  readonly createdAt: string;
  /** Of one that is revoked, when it was. */
  readonly endsAt?: string;
}

/** A key as it is made: it is shown this once. */
export interface NewApiKey {
  readonly key: string;
  readonly apiKey: ApiKey;
  /** The one in whose stead it was made. */
  readonly replaced?: ApiKey;
}

/** What is to be erased. */
export interface Erasure {
  readonly tenantId: string;
  /** Absent: the business itself is gone already. */
  readonly tenant?: Tenant | undefined;
  /** Items of its own, by kind. */
  readonly counts: Counts;
  /** E-mail addresses of who manages it. */
  readonly administrators: readonly string[];
}

/** What the functions refuse, and the person who asked can put right. */
type Refusal = 'ValidationError' | 'NotFound' | 'Suspended';

/** What the refusals mean to whoever runs the booking chat: the functions' own words are for who comes through the API. */
export type Meanings = Readonly<Partial<Record<Refusal, Explanation>>>;

/**
 * Whoever runs the booking chat. All of a business is asked of the function `catalog`, which judges it; who manages it, of the user pool.
 */
export class Operator {
  constructor(
    private readonly environment: Environment,
    private readonly functions: Functions,
    private readonly administrators: Administrators,
    private readonly signal: AbortSignal,
    /** Where a local run is asked. */
    private readonly local?: string,
  ) {}

  /** @param name id or slug @throws DeploymentError when there is none */
  async find(name: string): Promise<Tenant> {
    return (await this.tryFind(name)) ?? this.refuseMissing(name);
  }

  /**
   * @param payload whose refused values are named as they were typed
   * @param meanings Default: the function's own words
   * @throws DeploymentError when it refuses
   */
  async ask<T>(action: string, payload: object, meanings: Meanings = {}): Promise<T> {
    return this.functions.ask<T>('catalog', { action, ...payload }, this.signal).catch((error: unknown) => {
      const refusal = error instanceof FunctionFailure ? error.refusal : undefined;
      if (!refusal || !isRefusal(refusal.errorType)) throw error;
      const own = { reason: asTyped(refusal.message, payload), next: 'Mend it, and run the command again.' };
      const { reason, next } = meanings[refusal.errorType] ?? own;
      throw new DeploymentError('invalid', reason, next, { cause: error });
    });
  }

  /** What it means that something of a business may not be changed. */
  whileSuspended({ name, slug }: Tenant): Meanings {
    const next = `${this.form('resume', slug)} lets it go on.`;
    return { Suspended: { reason: `${name} is suspended: nothing of it can be changed.`, next } };
  }

  /**
   * All that is of a business, as it is in the tables, each a line of JSON; the last line is the business itself.
   *
   * @returns how many there are, by kind
   */
  async export(tenantId: string, write: (lines: readonly string[]) => void): Promise<Counts> {
    const counts = new Map<string, number>();
    let after: string | null = null;
    do {
      const part: { items: { kind: string; item: object }[]; next: string | null } = await this.ask('exportTenant', {
        ...{ tenantId, after },
      });
      for (const { kind } of part.items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      write(part.items.map((one) => JSON.stringify(one)));
      after = part.next;
    } while (after !== null);
    return Object.fromEntries(counts);
  }

  /**
   * Looks what there is, and changes nothing. Conversations are gone before the business is: without it, they are not looked for.
   *
   * @param name id or slug; of a business that is gone, its id
   * @throws DeploymentError when there is none, and nothing is left of one
   */
  async look(name: string): Promise<Erasure> {
    const tenant = await this.tryFind(name);
    const tenantId = tenant?.id ?? name;
    const whose = { tenantId, conversations: tenant !== undefined };
    const counts = tenant || /^[\w-]{1,64}$/.test(name) ? await countTenant(this.functions, whose, this.signal) : {};
    const administrators = await this.administrators.ofTenant(tenantId);
    const isNobody = tenant === undefined && Object.keys(counts).length === 0 && administrators.length === 0;
    if (isNobody) return this.refuseMissing(name);
    return { tenantId, tenant, counts, administrators: administrators.map(({ email }) => email) };
  }

  /**
   * Suspends it, takes it from who manages it, and removes all that is its own. Cut off at any moment, the same again brings it to
   * its end.
   *
   * @returns what was erased, and members of the pool who manage nothing
   */
  async erase({
    tenantId,
    tenant,
  }: Erasure): Promise<{ readonly counts: Counts; readonly leftWithNone: readonly string[] }> {
    if (tenant) await this.ask('suspendTenant', { tenantId });
    const leftWithNone = await this.administrators.removeAll(tenantId);
    const counts = await eraseTenant(this.functions, { tenantId, conversations: tenant !== undefined }, this.signal);
    return { counts, leftWithNone };
  }

  /** What an erasure cannot reach, in AWS, and for how long it remains: a sentence each. */
  remains(): string[] {
    if (this.local !== undefined) return [];
    const { tables, chat } = sectionOf(this.environment);
    const recoveries = Object.values(tables).map(({ pointInTimeRecovery: one }) =>
      one.enabled ? (one.days ?? RECOVERY_DAYS) : 0,
    );
    const days = Math.max(...recoveries);
    return [
      ...(days > 0 ? [`DynamoDB's point-in-time recovery has it for ${many(days, 'day')}.`] : []),
      'Backups and exports that somebody has made by hand have it until they are deleted.',
      `Logs name the business and its items by id, for ${many(this.environment.logRetentionDays, 'day')}.`,
      'How often its keys were used, by their hashes, goes within 11 minutes.',
      `A conversation that was being answered when it was suspended may be left, for ${many(chat.conversationDays, 'day')}.`,
    ];
  }

  /** How a command on the same businesses is run. */
  form(action: string, tenant: string): string {
    const there = this.local === undefined ? '' : ` --local ${this.local}`;
    return `bin/trinity tenant ${this.environment.name} ${action} ${tenant}${there}`;
  }

  /** What it says to do exists, or is allowed. */
  private async refuseMissing(name: string): Promise<never> {
    const reason = `${this.environment.name} has no business "${name}".`;
    const slug = slugOf(name);
    const meant = slug === undefined || slug === name ? undefined : await this.tryFind(slug);
    const next = meant
      ? `Say ${meant.slug} for ${meant.name}.`
      : `Say its slug or its id; ${this.form('create', slug ?? 'SLUG')} makes one.`;
    throw new DeploymentError('invalid', reason, next);
  }

  private async tryFind(name: string): Promise<Tenant | undefined> {
    return this.ask<Tenant>('findTenant', { tenant: new Typed('TENANT', name) }).catch((error: unknown) => {
      const cause = error instanceof DeploymentError ? error.cause : undefined;
      if (cause instanceof FunctionFailure && cause.refusal?.errorType === 'NotFound') return undefined;
      throw error;
    });
  }
}

const isRefusal = (errorType: string): errorType is Refusal =>
  ['ValidationError', 'NotFound', 'Suspended'].includes(errorType);

/** DynamoDB's own, unless a table says fewer. */
const RECOVERY_DAYS = 35;
