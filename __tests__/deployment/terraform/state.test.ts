import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readState } from '../../../deployment/terraform/state';

test('resources, sorted by address, with what their provider has recorded of them; no data sources; outputs by value', () => {
  // Recorded from Terraform 1.11.4: `terraform state pull`.
  const { resources, outputs } = readState(readFileSync(join(__dirname, 'recorded', 'state.json'), 'utf8'));
  expect(resources.map(({ address, type, name }) => [address, type, name])).toEqual([
    ['terraform_data.one', 'terraform_data', 'one'],
    ['terraform_data.two', 'terraform_data', 'two'],
  ]);
  expect(resources[0]?.values).toMatchObject({ input: { value: 'a', type: 'string' } });
  expect(outputs).toEqual({ endpoint: 'https://x', key: 'da2-x' });
});

test('before the first apply there is nothing', () => {
  expect(readState('')).toEqual({ resources: [], outputs: {} });
});

test('a state file of another version is refused', () => {
  expect(() => readState('{"version":5}')).toThrow('The state file is of version 5; version 4 is known');
});
