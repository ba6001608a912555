import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reportSchema } from '../deployment/report/schema';
import { checkSchema, inspectionSchema } from '../import/schema';
import { failedReviewsSchema } from '../packages/plan-review/src/failed';
import { reviewsSchema } from '../packages/plan-review/src/schema';

/** What Trinity writes as JSON, for programs that are not written in TypeScript. `npm run schemas` writes the files. */
export const SCHEMAS = [
  {
    file: 'docs/schemas/deployment-report.schema.json',
    title: 'Report of a Trinity deploy, rollback or destroy',
    schema: reportSchema,
  },
  { file: 'docs/schemas/plan-review.schema.json', title: 'Reviews of Terraform plans', schema: reviewsSchema },
  {
    file: 'docs/schemas/failed-review.schema.json',
    title: 'Why there is no review of a Terraform plan',
    schema: failedReviewsSchema,
  },
  {
    file: 'docs/schemas/table-inspection.schema.json',
    title: 'Tables that exist, compared with what is declared',
    schema: inspectionSchema,
  },
  {
    file: 'docs/schemas/adoption-check.schema.json',
    title: 'Whether what is adopted and released may be deployed',
    schema: checkSchema,
  },
] as const;

/** JSON Schema, draft 2020-12. */
export const jsonSchemaOf = ({ title, schema }: (typeof SCHEMAS)[number]): object => ({
  title,
  ...z.toJSONSchema(schema as z.ZodType),
});

if (require.main === module) {
  for (const one of SCHEMAS) writeFileSync(join(__dirname, '..', one.file), JSON.stringify(jsonSchemaOf(one)));
}
