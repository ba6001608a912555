import * as z from 'zod/mini';
import { own } from '../../keys/own';

/** A whole number written as text. */
export const wholeNumber = z.coerce.number().check(z.int(), z.nonnegative());
export const notEmpty = z.string().check(z.minLength(1));
/** `https://api.themoviedb.org/3`; a slash at its end is taken off. */
export const address = z.pipe(
  z.url({ protocol: /^https?$/ }),
  z.transform((url: string) => url.replace(/\/+$/, '')),
);
/** `en,fr` */
export const list = z.pipe(
  notEmpty,
  z.transform((text: string) => text.split(',').map((entry) => entry.trim())),
);

/** What every function is told. */
export const common = {
  ENVIRONMENT: notEmpty,
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
};

/** @throws Error that names every variable that is missing or wrong; Lambda shows it when the function starts */
export function parseEnvironment<Schema extends z.ZodMiniType>(
  { system, functionName }: { readonly system: string; readonly functionName: string },
  schema: Schema,
  variables: NodeJS.ProcessEnv,
): z.infer<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `  ${name} is ${JSON.stringify(own(variables, name)) ?? 'missing'}: ${issue.message}`;
  });
  throw new Error(
    `The environment variables of the function "${functionName}" are wrong:\n${problems.join('\n')}\n` +
      `They are set where the function is declared (stacks/${system}/functions.ts).`,
  );
}
