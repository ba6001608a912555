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
const dev = { name: 'dev', account: '111111111111', region: 'eu-west-1' } as const;
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
  const [one, other, nameless, empty] = tablesFromFiles(folder, dev);
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

test('what makes a table unreadable is said once, in its reason', () => {
  writeFileSync(at('g.json'), JSON.stringify({ ...votes, KeySchema: [], Colour: 'red' }));
  const [one] = tablesFromFiles(at('g.json'), dev);
  expect(one?.reason).toMatch(/^KeySchema: \[\] stands there/);
  expect(one?.notSeen).toEqual(['Colour: nobody here knows this key.']);
});

describe('a table that says where it is', () => {
  const arn = (region: string, account: string) => `arn:aws:dynamodb:${region}:${account}:table/votes`;
  const told = (more: object, environment: Parameters<typeof tablesFromFiles>[1] = { ...dev, account: OWN }) => {
    writeFileSync(at('f.json'), JSON.stringify({ Table: { ...votes, ...more } }));
    return tablesFromFiles(at('f.json'), environment)[0]!;
  };
  const [OWN, OTHER] = ['210987654321', '123456789012'] as const;
  const ACCOUNT = `It is of account ${OTHER}; dev is account ${OWN}. No deploy of dev reaches it: describe the table of account ${OWN}.`;
  const REGION =
    'It is in us-east-1; dev is in eu-west-1. Set region in environments/dev.ts, if that is where dev is; else describe the table of eu-west-1.';

  test.each<[string, object, string[] | undefined]>([
    ['of the environment', { TableArn: arn('eu-west-1', OWN) }, undefined],
    ['nothing is said', {}, undefined],
    ['an ARN that is none', { TableArn: 'votes' }, undefined],
    ['another account', { TableArn: arn('eu-west-1', OTHER) }, [`Table.TableArn: ${ACCOUNT}`]],
    ['another region', { TableArn: arn('us-east-1', OWN) }, [`Table.TableArn: ${REGION}`]],
    ['both', { TableArn: arn('us-east-1', OTHER) }, [`Table.TableArn: ${ACCOUNT}`, `Table.TableArn: ${REGION}`]],
    [
      'its stream says it',
      { LatestStreamArn: `${arn('us-east-1', OWN)}/stream/2026-01-01T00:00:00.000` },
      [`Table.LatestStreamArn: ${REGION}`],
    ],
    [
      'an index says it',
      {
        GlobalSecondaryIndexes: [
          { IndexName: 'a', KeySchema: votes.KeySchema },
          { IndexName: 'b', KeySchema: votes.KeySchema, IndexArn: `${arn('us-east-1', OWN)}/index/b` },
        ],
      },
      [`Table.GlobalSecondaryIndexes[1].IndexArn: ${REGION}`],
    ],
    [
      'the Kinesis stream that has to be beside it says it',
      { KinesisStreamSpecification: { StreamArn: `arn:aws:kinesis:eu-west-1:${OTHER}:stream/votes` } },
      [`Table.KinesisStreamSpecification.StreamArn: ${ACCOUNT}`],
    ],
    [
      'told from another region, with a replica here',
      { TableArn: arn('us-east-1', OWN), Replicas: [{ RegionName: 'eu-west-1' }] },
      undefined,
    ],
    [
      'told from another region and account, with a replica here that is of the environment',
      {
        TableArn: arn('us-east-1', OTHER),
        Replicas: [{ RegionName: 'eu-west-1', ReplicaArn: arn('eu-west-1', OWN) }],
      },
      undefined,
    ],
    [
      'with replicas, and none here',
      { TableArn: arn('us-east-1', OWN), Replicas: [{ RegionName: 'us-west-2' }] },
      [`Table.TableArn: ${REGION.replace('us-east-1', 'us-east-1, us-west-2')}`],
    ],
  ])('%s', (_, more, expected) => expect(told(more).notSeen).toEqual(expected));

  test('a replica whose region cannot be read may be here', () => {
    const { notSeen } = told({ TableArn: arn('us-east-1', OWN), Replicas: [{ RegionName: { Ref: 'Here' } }] });
    expect(notSeen).toEqual(['Table.Replicas[0].RegionName: Only CloudFormation knows what {"Ref":"Here"} is.']);
  });

  test('an environment that has a placeholder for its account may be where the table is', () => {
    expect(told({ TableArn: arn('eu-west-1', OTHER) }, dev).notSeen).toEqual([
      `Table.TableArn: It is of account ${OTHER}; dev is account 111111111111, which is a placeholder. ` +
        `Set account and region in environments/dev.ts: account: '${OTHER}', if that is where dev is.`,
    ]);
  });

  test('one that is elsewhere is no replica of the one that is here', () => {
    expect(told({ TableArn: arn('us-east-1', OWN), Replicas: [] }).table?.replicas).toEqual([]);
    const seen = told({ TableArn: arn('us-east-1', OWN), Replicas: [{ RegionName: 'eu-west-1' }] });
    expect(seen.table?.replicas).toEqual([{ region: 'us-east-1' }]);
  });
});

test('a global table that is nowhere in the region of the environment is said to be elsewhere', () => {
  const { TableName, ...key } = votes;
  const of = (...regions: readonly string[]) => {
    const Properties = { TableName, ...key, Replicas: regions.map((Region) => ({ Region })) };
    writeFileSync(
      at('e.json'),
      JSON.stringify({ Resources: { V: { Type: 'AWS::DynamoDB::GlobalTable', Properties } } }),
    );
    return tablesFromFiles(at('e.json'), dev)[0]?.notSeen;
  };
  expect(of('us-east-1', 'eu-west-1')).toBeUndefined();
  expect(of('us-east-1', 'us-west-2')).toEqual([
    'Resources.V.Properties.Replicas: It is in us-east-1, us-west-2; dev is in eu-west-1. Set region in environments/dev.ts, if that is where dev is; else describe the table of eu-west-1.',
  ]);
});
