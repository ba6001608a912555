import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readState } from '../../../deployment/terraform/state';
import { INHERITED_NAMES } from '../../support/inherited-names';

test('resources, sorted by address, with what their provider has recorded of them; those that the stack uses only apart; outputs by value', () => {
  // Recorded from Terraform 1.11.4: `terraform state pull`.
  const { resources, used, outputs } = readState(readFileSync(join(__dirname, 'recorded', 'state.json'), 'utf8'));
  expect(resources.map(({ address, type, name }) => [address, type, name])).toEqual([
    ['terraform_data.one', 'terraform_data', 'one'],
    ['terraform_data.two', 'terraform_data', 'two'],
  ]);
  expect(used.map(({ address, type }) => [address, type])).toEqual([
    ['data.terraform_remote_state.none', 'terraform_remote_state'],
  ]);
  expect(resources[0]?.values).toMatchObject({ input: { value: 'a', type: 'string' } });
  expect(outputs).toEqual({ endpoint: 'https://x', key: 'da2-x' });
});

test('before the first apply there is nothing', () => {
  expect(readState('')).toEqual({ resources: [], used: [], outputs: {} });
});

test('a state file of another version is refused', () => {
  expect(() => readState('{"version":5}')).toThrow('The state file is of version 5; version 4 is known');
});

// Nothing failed here: it guards the outputs, which are made anew.
test.each(INHERITED_NAMES)('%s is a type, a name, an attribute and an output as any other', (name) => {
  const { resources, outputs } = readState(
    `{"version":4,"outputs":{"${name}":{"value":1}},"resources":[{"mode":"managed","type":"${name}","name":"${name}","instances":[{"attributes":{"${name}":2}}]}]}`,
  );
  expect(Object.entries(outputs)).toEqual([[name, 1]]);
  expect(resources).toMatchObject([{ address: `${name}.${name}`, type: name, name }]);
  expect(Object.entries(resources[0]!.values)).toEqual([[name, 2]]);
});
