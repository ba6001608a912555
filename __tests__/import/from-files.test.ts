import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tablesFromFiles } from '../../import/from-files';

const folder = mkdtempSync(join(tmpdir(), 'trinity-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

const votes = {
  TableName: 'votes',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
};
const NAMELESS =
  'So nobody can tell which table it is: give its name in the file, or what aws dynamodb describe-table prints.';
const at = (name: string): string => join(folder, name);

test('by name; what is not understood, and who else describes it, is said', () => {
  writeFileSync(at('a.json'), JSON.stringify({ ...votes, Colour: 'red' }));
  writeFileSync(at('b.json'), JSON.stringify(votes));
  writeFileSync(at('c.json'), JSON.stringify({ ...votes, TableName: undefined }));
  writeFileSync(at('d.json'), '');
  const table = { name: 'votes', key: [{ name: 'id', type: 'S' }] };
  const also = (name: string): string => `The same table is described at ${at(name)}: which is true, nobody can tell.`;
  const [one, other, nameless, empty] = tablesFromFiles(folder, 'eu-west-1');
  expect(one).toEqual({
    name: 'votes',
    file: at('a.json'),
    notSeen: ['Colour: nobody here knows this key.', also('b.json')],
    table,
  });
  expect(other).toEqual({ name: 'votes', file: at('b.json'), notSeen: [also('a.json')], table });
  expect(nameless).toEqual({
    name: at('c.json'),
    file: at('c.json'),
    reason: `It has no name. ${NAMELESS}`,
  });
  expect(empty).toMatchObject({ name: at('d.json'), file: at('d.json') });
  expect(empty).not.toHaveProperty('table');
  expect(empty?.reason).toMatch(/empty/);
});

test('a global table that is nowhere in the region of the environment is said to be elsewhere', () => {
  const { TableName, ...key } = votes;
  const of = (...regions: readonly string[]) => {
    const Properties = { TableName, ...key, Replicas: regions.map((Region) => ({ Region })) };
    writeFileSync(
      at('e.json'),
      JSON.stringify({ Resources: { V: { Type: 'AWS::DynamoDB::GlobalTable', Properties } } }),
    );
    return tablesFromFiles(at('e.json'), 'eu-west-1')[0]?.notSeen;
  };
  expect(of('us-east-1', 'eu-west-1')).toBeUndefined();
  expect(of('us-east-1', 'us-west-2')).toEqual([
    'Resources.V.Properties.Replicas: None of them is in eu-west-1, where the environment is: us-east-1, us-west-2.',
  ]);
});
