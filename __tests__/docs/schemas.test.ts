import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaOf, SCHEMAS } from '../../docs/schemas';

interface Published {
  readonly title: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
}

const published = (file: string) => JSON.parse(readFileSync(join(__dirname, '../..', file), 'utf8')) as Published;

test.each(SCHEMAS)('$file is what is written and read: npm run schemas writes it', (one) => {
  expect(published(one.file)).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(one))));
});

test.each(SCHEMAS)('$file names every part, and takes no other', ({ file, schema }) => {
  const { properties, required, additionalProperties } = published(file);
  expect(Object.keys(properties)).toEqual(Object.keys(schema.shape));
  expect(required).toEqual(Object.keys(schema.shape));
  expect(additionalProperties).toBe(false);
});
