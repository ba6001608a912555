import { hiddenChange, RULES } from '../../../packages/plan-review/src/rules';
import { costChanged } from '../../../packages/plan-review/src/rules/cost-changed';
import { because, change, find } from './change';

const TABLE = 'aws_dynamodb_table';
const IA = 'STANDARD_INFREQUENT_ACCESS';

const DEARER_TO_KEEP = 'what is kept costs more, and each request less';

test.each([
  [IA, 'STANDARD', `table_class goes from ${IA} to STANDARD: ${DEARER_TO_KEEP}`],
  [IA, null, `table_class goes from ${IA} to STANDARD: ${DEARER_TO_KEEP}`],
  ['STANDARD', IA, `table_class goes from STANDARD to ${IA}: each request costs more, and what is kept less`],
  ['', IA, `table_class goes from STANDARD to ${IA}: each request costs more, and what is kept less`],
])('the class of a table from %j to %j', (before, after, sentence) => {
  expect(find(costChanged, change(TABLE, { table_class: before }, { table_class: after }))).toEqual({
    blocks: false,
    title: 'It is paid for in another way.',
    because: [sentence],
  });
});

test.each([
  ['said by now', { table_class: null }, { table_class: 'STANDARD' }],
  ['left out by now', { table_class: 'STANDARD' }, {}],
  ['of a new table', null, { table_class: IA }],
  ['of one that goes', { table_class: IA }, null],
])('the class that it had, %s: silent', (_, before, after) => {
  expect(find(costChanged, change(TABLE, before, after))).toBeUndefined();
});

describe('a key of the account in the place of one of AWS', () => {
  const on = { server_side_encryption: [{ enabled: true, kms_key_arn: null }] };
  const PAID = 'each use of the key is paid for, and who may not use the key cannot read the table';

  test.each<[string, object[], string]>([
    ['nothing said', [], 'is true'],
    ['an explicit false', [{ enabled: false, kms_key_arn: '' }], 'goes from false to true'],
  ])('%s before', (_, sse, words) => {
    const off = { server_side_encryption: sse as [] };
    expect(because(costChanged, TABLE, off, on)).toEqual([`server_side_encryption.enabled ${words}: ${PAID}`]);
    expect(because(costChanged, TABLE, on, off)).toEqual([]);
    expect(because(costChanged, TABLE, on, on)).toEqual([]);
  });

  test('from the start is what was asked for', () => expect(because(costChanged, TABLE, null, on)).toEqual([]));
});

test('a class that is known only after the apply', () => {
  const unknown = change(TABLE, { table_class: IA }, {}, { unknown: { table_class: true } });
  expect(find(costChanged, unknown)).toBeUndefined();
  expect(find(hiddenChange, unknown)?.because).toEqual([`table_class was ${IA}, and is known only after the apply`]);
});

test('it is asked among the rules', () => expect(RULES).toContain(costChanged));
