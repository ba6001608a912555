import * as z from 'zod/mini';
import { own } from '../../../keys/own';
import { shown } from '../../shared/text';

/** Text that is shown to members. @param longest characters */
export const text = (longest: number) => {
  const error = `allowed are 1 to ${longest} characters besides spaces`;
  return z.string({ error }).check(z.overwrite(shown), z.minLength(1, error), z.maxLength(longest, error));
};

/** Of whoever is in a room. */
export const memberIdSchema = text(128);
export const memberNameSchema = text(50);

/** Every problem in one sentence each: `name is "": allowed are …` */
export function describe(error: z.core.$ZodError, input: unknown): string {
  const problems = error.issues.map((issue) => {
    const value = issue.path.reduce<unknown>(
      (at, key) => own(at as Record<string, unknown> | undefined, String(key)),
      input,
    );
    return `${issue.path.join('.') || 'input'} is ${JSON.stringify(value) ?? 'missing'}: ${issue.message}.`;
  });
  return [...new Set(problems)].join(' ');
}
