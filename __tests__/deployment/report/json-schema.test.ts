import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJsonSchema, SCHEMA_FILE } from '../../../deployment/report/json-schema';
import { report } from './report';

const published = () => readFileSync(join(__dirname, '../../..', SCHEMA_FILE), 'utf8');

test('the published schema is the one that reports are checked with: npm run schemas writes it', () => {
  expect(JSON.parse(published())).toEqual(JSON.parse(reportJsonSchema())); // prettier has put it into form
});

test('it names every part of a report, and takes no other', () => {
  const { properties, required, additionalProperties } = JSON.parse(published()) as {
    properties: object;
    required: string[];
    additionalProperties: boolean;
  };
  expect(Object.keys(properties)).toEqual(Object.keys(report()));
  expect(required).toEqual(Object.keys(report()));
  expect(additionalProperties).toBe(false);
});
