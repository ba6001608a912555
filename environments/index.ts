import { dev } from './dev';
import { ConfigurationError, type Problem } from './problem';
import { prod } from './prod';
import { environmentSchema, type Environment } from './schema';
import { staging } from './staging';

export { ConfigurationError, type Problem } from './problem';
export type {
  Billing,
  Capacity,
  Environment,
  EnvironmentName,
  FunctionConfig,
  Protection,
  TableConfig,
} from './schema';

const FILES: Record<string, unknown> = {
  'environments/dev.ts': dev,
  'environments/staging.ts': staging,
  'environments/prod.ts': prod,
};

/** @throws ConfigurationError with every problem of every file. */
export function loadEnvironments(files: Record<string, unknown> = FILES): Environment[] {
  const problems: Problem[] = [];
  const environments: Environment[] = [];
  for (const [file, value] of Object.entries(files)) {
    const parsed = environmentSchema.safeParse(value);
    if (parsed.success) environments.push(parsed.data);
    else
      problems.push(
        ...parsed.error.issues.map((issue) => ({
          file,
          path: issue.path.join('.'),
          value: issue.input,
          allowed: issue.message,
        })),
      );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return environments;
}
