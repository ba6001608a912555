import { z } from 'zod';
import { reportSchema } from './schema';

/** Of the checkout. */
export const SCHEMA_FILE = 'docs/schemas/deployment-report.schema.json';

/** JSON Schema of `deployment-<env>.json`, for programs that are not written in TypeScript. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema);
  return `${JSON.stringify({ title: 'Report of a Trinity deploy or rollback', ...schema }, null, 2)}\n`;
}
