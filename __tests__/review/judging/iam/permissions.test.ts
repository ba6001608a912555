import { hiddenChange } from '../../../../packages/plan-review/src/rules';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { because, change, find, planOf } from '../../rules/change';

const TYPE = 'aws_lambda_permission';
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:news';

describe('who may call a function', () => {
  const ONE = { source_arn: TOPIC };

  test.each([
    ['*', 'principal is *: anybody'],
    ['999999999999', 'principal is 999999999999: another account'],
    ['arn:aws:iam::999999999999:root', 'principal is arn:aws:iam::999999999999:root: another account'],
  ])('%s blocks even when new', (principal, sentence) => {
    expect(find(iamWidened, change(TYPE, null, { principal }))).toMatchObject({ blocks: true, because: [sentence] });
  });

  test.each([
    { principal: 'sns.amazonaws.com', source_arn: TOPIC },
    { principal: 's3.amazonaws.com', source_arn: 'arn:aws:s3:::films' },
    { principal: 'events.amazonaws.com', source_account: '111111111111' },
    { principal: 'sns.amazonaws.com', source_arn: '${aws_sns_topic.news.arn}' },
    { principal: 'sns.amazonaws.com', source_account: '111111111111', source_arn: '' },
    { principal: '*', principal_org_id: 'o-1' },
    { principal: '111111111111' },
  ])('%j is silent when new', (after) => expect(because(iamWidened, TYPE, null, after)).toEqual([]));

  test('another principal warns', () => {
    const one = change(
      TYPE,
      { principal: 'a.amazonaws.com', ...ONE },
      { principal: 'b.amazonaws.com', ...ONE },
      { action: 'replace' },
    );
    expect(find(iamWidened, one)).toMatchObject({
      blocks: false,
      because: ['principal goes from a.amazonaws.com to b.amazonaws.com'],
    });
  });

  test('a limit removed blocks', () => {
    const [before, after] = [{ principal: 'sns.amazonaws.com', ...ONE }, { principal: 'sns.amazonaws.com' }];
    expect(find(iamWidened, change(TYPE, before, after))).toMatchObject({
      blocks: true,
      because: [`source_arn is removed: it was ${TOPIC}`],
    });
    expect(because(iamWidened, TYPE, after, before)).toEqual([]);
  });
});

describe('a service', () => {
  const [SNS, S3] = [{ principal: 'sns.amazonaws.com' }, { principal: 's3.amazonaws.com' }];

  test('in whatever account warns, even when new', () => {
    expect(find(iamWidened, change(TYPE, null, SNS))).toMatchObject({
      blocks: false,
      because: [
        'principal is sns.amazonaws.com, in whatever account: neither source_arn nor source_account says whose',
      ],
    });
    expect(find(iamWidened, change(TYPE, null, SNS, { unknown: { source_arn: true } }))).toBeUndefined();
    expect(because(iamWidened, TYPE, SNS, { ...SNS, statement_id: 'two' })).toEqual([]);
  });

  test.each(['principal', 'source_arn', 'source_account'])('whose %s cannot be seen blocks', (name) => {
    const after = { ...SNS, source_arn: TOPIC, [name]: '(sensitive 1)' };
    expect(find(hiddenChange, change(TYPE, null, after))).toMatchObject({
      blocks: true,
      because: [`${name} is sensitive: whether it got worse cannot be seen`],
    });
    expect(because(hiddenChange, TYPE, { ...SNS, source_arn: TOPIC, source_account: '111111111111' }, after)).toContain(
      `${name} is sensitive: whether it got worse cannot be seen`,
    );
    expect(because(hiddenChange, TYPE, after, { ...after, x: 1 })).toEqual([]);
  });

  test('a principal that becomes one which cannot be seen is said once', () => {
    const [before, after] = [
      { ...SNS, source_arn: TOPIC },
      { principal: '(sensitive 1)', source_arn: TOPIC },
    ];
    expect(because(hiddenChange, TYPE, before, after)).toEqual([
      'principal is sensitive: whether it got worse cannot be seen',
    ]);
  });

  test('a source that becomes wider warns', () => {
    const of = (source_arn: string) => ({ principal: 'execute-api.amazonaws.com', source_arn });
    const [one, all] = ['GET/films', '*'].map(
      (path) => `arn:aws:execute-api:eu-west-1:111111111111:api/live/${path}`,
    ) as [string, string];
    expect(find(iamWidened, change(TYPE, of(one), of(all)))).toMatchObject({
      blocks: false,
      because: [`source_arn goes from ${one} to ${all}`],
    });
    expect(because(iamWidened, TYPE, of(all), of(one))).toEqual([]);
  });

  test('all buckets, of whomever, warns even when new', () => {
    expect(find(iamWidened, change(TYPE, null, { ...S3, source_arn: 'arn:aws:s3:::*' }))).toMatchObject({
      blocks: false,
      because: ['source_arn is arn:aws:s3:::*: in whatever account'],
    });
  });

  test.each([
    ['source_arn', 'arn:aws:sns:eu-west-1:999999999999:news'],
    ['source_account', '999999999999'],
  ])('for another account, by its %s, blocks', (name, value) => {
    expect(find(iamWidened, change(TYPE, null, { ...SNS, [name]: value }))).toMatchObject({
      blocks: true,
      because: [`${name} is ${value}: another account`],
    });
  });
});

test('who may use a layer; what others call principal', () => {
  expect(because(iamWidened, 'aws_lambda_layer_version_permission', null, { principal: '*' })).toHaveLength(1);
  expect(because(iamWidened, 'aws_ram_principal_association', null, { principal: '*' })).toEqual([]);
  expect(find(iamWidened, change('aws_lambda_permission', { principal: 'a', source_arn: 'b' }, null))).toBeUndefined();
});

test.each([
  ['principal', { principal: '333333333333' }],
  ['source_account', { principal: 's3.amazonaws.com', source_account: '333333333333' }],
])('%s of an account, where the plan does not tell which is its own, blocks', (name, after) => {
  for (const before of [null, { principal: 's3.amazonaws.com', source_account: '222222222222' }]) {
    const one = change('aws_lambda_permission', before, after);
    expect(iamWidened.find(one, planOf([one], { accounts: [] }))?.because).toContain(
      `${name} is 333333333333: an account, and the plan does not say whose`,
    );
  }
});
