import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadEnvironments, ConfigurationError } from '../../environments';
import { dev } from '../../environments/dev';
import { REGIONS } from '../../environments/regions';
import { staging } from '../../environments/staging';

test('the regions are those that AWS’s own clients list', () => {
  const client = createRequire(__filename).resolve('@aws-sdk/client-dynamodb');
  const text = readFileSync(createRequire(client).resolve('@aws-sdk/core/client'), 'utf8');
  const listed = [...text.matchAll(/"([a-z]{2,4}(?:-[a-z]+){1,2}-\d+)":/g)].map(([, name]) => name!);
  expect([...REGIONS].sort()).toEqual([...new Set(listed)].sort());
});

test('a region that does not exist is one of all problems, with the one that was meant', () => {
  const files = {
    'environments/dev.ts': { ...dev, region: 'eu-wst-1', logRetentionDays: 8 },
    'environments/staging.ts': { ...staging, region: 'us-east-9' },
  };
  const load = () => loadEnvironments(files);
  expect(load).toThrow(ConfigurationError);
  expect(load).toThrow(/^There are 3 problems in the environments:/);
  expect(load).toThrow(/region +'eu-wst-1' +allowed: an AWS region, such as 'eu-west-1'/);
  expect(load).toThrow(/region +'us-east-9' +allowed: an AWS region, such as 'us-east-1'/);
});
