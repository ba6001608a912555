import type * as z from 'zod';
import { GitHubError } from './error';

/** @throws GitHubError when GitHub, or what stands in its place, answered in another shape */
export function parseAnswer<T>(schema: z.ZodType<T>, body: unknown, operation: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new GitHubError(
    `${operation} was answered in a shape that GitHub does not document (${where === '' ? 'as a whole' : where}: ${issue?.message}).`,
    'Check GITHUB_API_URL.',
  );
}
