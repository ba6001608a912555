import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reportJsonSchema, SCHEMA_FILE } from './json-schema';

// npm run schemas
const file = join(__dirname, '..', '..', SCHEMA_FILE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, reportJsonSchema());
