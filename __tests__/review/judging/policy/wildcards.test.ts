import { UNSCOPED } from '../../../../packages/plan-review/src/judging/policy/unscoped-actions';
import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { change, find } from '../../rules/change';
import { READ, TABLE, allow, changed, policy } from '../../rules/policies';

const BUCKET = ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'];

const blocks = (actions: unknown, resources: unknown) =>
  find(iamWidened, changed([], [allow(actions, resources)]))?.blocks;

test.each<[string, boolean]>([
  ['arn:aws:s3:::films/*', false],
  ['arn:aws:s3:::films*/*', false],
  ['${aws_s3_bucket.films.arn}/*', false],
  ['arn:aws:s3:::*', true],
  ['arn:aws:s3:::*/*', true],
  ['arn:aws:s3:::*/films', true],
  ['arn:aws:s3:*', true],
  ['arn:*', true],
  ['**', true],
  ['arn:aws:sqs:eu-west-1:111111111111:*', true],
  ['arn:aws:dynamodb:eu-west-1:111111111111:table/*', true],
  ['arn:aws:logs:eu-west-1:111111111111:log-group:*', true],
  ['arn:aws:logs:eu-west-1:111111111111:log-group:/films:*', false],
])('%s is a wildcard: %j', (resource, isWild) => expect(blocks('x:Do', resource)).toBe(isWild));

test.each([
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
  'ecr:GetAuthorizationToken',
  'ecr-public:GetAuthorizationToken',
  'iam:GetAccountSummary',
  'kms:GenerateRandom',
  'secretsmanager:GetRandomPassword',
  'comprehend:DetectSentiment',
  'textract:DetectDocumentText',
  'ses:GetSendQuota',
  'sts:GetCallerIdentity',
  'sts:GetServiceBearerToken',
  'cloudformation:ValidateTemplate',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:PutMetricData',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'ce:GetCostAndUsage',
  'pricing:GetProducts',
  'tag:GetResources',
  'xray:GetSamplingRules',
  'xray:PutTraceSegments',
  'xray:Put*',
])('%s cannot be limited: it warns', (action) => expect(blocks(action, '*')).toBe(false));

test.each(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])('%s on all logs warns', (action) => {
  expect(blocks(action, 'arn:aws:logs:*:*:*')).toBe(false);
});

test.each(['ec2:DescribeInstances', 's3:ListAllMyBuckets', 'ec2:Describe*', 's3:List*'])(
  '%s only shows what there is: it warns',
  (action) => {
    expect(blocks(action, '*')).toBe(false);
    expect(find(iamWidened, change('aws_iam_policy', null, { policy: policy(allow(action, '*')) }))).toBeUndefined();
  },
);

test('wildcards that only read what is named warn', () => {
  const one = changed([READ], [READ, allow(['s3:Get*', 's3:List*'], BUCKET), allow('dynamodb:BatchGet*')]);
  expect(find(iamWidened, one)).toMatchObject({
    blocks: false,
    because: [
      `policy: allows s3:Get*, s3:List* on ${BUCKET.join(', ')} (a wildcard action)`,
      `policy: allows dynamodb:BatchGet* on ${TABLE} (a wildcard action)`,
    ],
  });
});

test.each<[unknown, unknown]>([
  ['*', TABLE],
  ['s3:*', BUCKET],
  ['s3:Put*', BUCKET],
  ['s3:*Object', BUCKET],
  [['s3:Get*', 's3:Delete*'], BUCKET],
  ['s3:Get*', '*'],
  ['s3:GetObject', '*'],
  ['logs:Put*', 'arn:aws:logs:*:*:*'],
  ['sts:Get*', '*'],
])('%j on %j blocks', (actions, resources) => expect(blocks(actions, resources)).toBe(true));

test.each(['secretsmanager:GetSecretValue', 'secretsmanager:Get*', 'secretsmanager:*', 'acme:GetRandomPassword'])(
  '%s can be limited, or stands for what can: it blocks',
  (action) => expect(blocks(action, '*')).toBe(true),
);

test('the data is whole: services, each once, with actions in lower case', () => {
  const words = UNSCOPED.trim().split(/\s+/);
  const services = words.filter((word) => word.endsWith(':'));
  expect(services.length).toBeGreaterThan(300);
  expect(new Set(services).size).toBe(services.length);
  for (const word of words) expect(word).toMatch(/^[a-z\d-]+:?$/);
});
