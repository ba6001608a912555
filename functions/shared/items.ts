import type * as z from 'zod/mini';
import { BugError } from './errors';

/**
 * An item as it comes out of a table, in the shape that this release writes.
 *
 * @throws BugError that names the table and what is wrong; nothing of the item itself, which may hold what members wrote
 */
export function parseItem<T>(tableName: string, schema: z.ZodMiniType<T>, item: unknown): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the item'}: ${issue.code}`);
  throw new BugError(
    `An item of ${tableName} is not as this release writes it: ${problems.join('; ')}. ` +
      'Find out who wrote it; a change of shape needs a migration.',
  );
}
