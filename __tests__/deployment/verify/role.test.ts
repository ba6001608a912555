import { roleChecks } from '../../../deployment/verify/role';
import { awsError, deployedWith, fakeAws, resource, run, throws, type Answers } from './fakes';

const table = 'arn:aws:dynamodb:eu-west-1:111111111111:table/trinity-rooms-dev';
const role = 'arn:aws:iam::111111111111:role/trinity-room-dev';
const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table },
    { Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' },
    { Effect: 'Deny', Action: 's3:*', Resource: '*' },
  ],
};
const tableState = { name: 'trinity-rooms-dev', arn: table, hash_key: 'PK', attribute: [] };
const deployed = deployedWith(
  resource('aws_dynamodb_table.rooms', tableState),
  resource('aws_dynamodb_table.other', { ...tableState, arn: `${table}-2` }),
  resource('aws_iam_role.room', { name: 'trinity-room-dev', arn: role }),
  resource('aws_iam_role_policy.room', { name: 'p', role: 'trinity-room-dev', policy: JSON.stringify(policy) }),
  resource('aws_iam_role_policy.other', { name: 'p', role: 'other', policy: 'not looked at' }),
);

interface Question {
  PolicySourceArn: string;
  ActionNames: string[];
  ResourceArns: string[];
  Marker?: string;
}

/** IAM's simulator over a set of permissions, `action resource`. Several resources are answered one by one, as IAM does. */
function simulator(allowed: readonly string[], asked: Question[] = []): Answers {
  const decide = (action: string, resource: string) =>
    allowed.includes(`${action} ${resource}`) ? 'allowed' : 'implicitDeny';
  return {
    SimulatePrincipalPolicyCommand: (question: Question) => {
      asked.push(question);
      const { ActionNames, ResourceArns } = question;
      const results = ActionNames.map((EvalActionName) => ({
        EvalActionName,
        EvalResourceName: ResourceArns[0],
        EvalDecision: decide(EvalActionName, ResourceArns[0]!),
        ...(ResourceArns.length > 1 && {
          ResourceSpecificResults: ResourceArns.map((EvalResourceName) => ({
            EvalResourceName,
            EvalResourceDecision: decide(EvalActionName, EvalResourceName),
          })),
        }),
      }));
      // In pages of one.
      const page = Number(question.Marker ?? 0);
      const IsTruncated = page + 1 < results.length;
      return { EvaluationResults: [results[page]], IsTruncated, Marker: IsTruncated ? String(page + 1) : undefined };
    },
  };
}

const all = [`dynamodb:GetItem ${table}`, `dynamodb:PutItem ${table}`, 'xray:PutTraceSegments *'];
const check = (answers: Answers) => run(roleChecks(deployed, fakeAws(answers))[0]);

it('passes when every statement is allowed and deleting a table is not', async () => {
  const asked: Question[] = [];
  expect(await check(simulator(all, asked))).toEqual({
    status: 'passed',
    detail: '3 permissions allowed, dynamodb:DeleteTable not',
  });
  const questions = asked.map(({ ActionNames, ResourceArns }) => `${ActionNames.join()} ${ResourceArns.join()}`);
  expect([...new Set(questions)]).toEqual([
    `dynamodb:GetItem,dynamodb:PutItem ${table}`,
    'xray:PutTraceSegments *',
    `dynamodb:DeleteTable ${table},${table}-2`,
  ]);
  expect(new Set(asked.map(({ PolicySourceArn }) => PolicySourceArn))).toEqual(new Set([role]));
});

it('asks of a released table, too, which nobody may delete either', async () => {
  const used = [{ ...resource('aws_dynamodb_table.films', { ...tableState, arn: `${table}-3` }) }];
  const one = (answers: Answers) => run(roleChecks({ ...deployed, used }, fakeAws(answers))[0]);
  expect(await one(simulator(all))).toMatchObject({ status: 'passed' });
  expect(await one(simulator([...all, `dynamodb:DeleteTable ${table}-3`]))).toMatchObject({
    reason: `Role trinity-room-dev: dynamodb:DeleteTable on ${table}-3 is allowed, expected implicitDeny.`,
  });
});

it.each(all)('fails when %s is not allowed', async (permission) => {
  const [action, resource] = permission.split(' ');
  expect(await check(simulator(all.filter((one) => one !== permission)))).toMatchObject({
    status: 'failed',
    reason: `Role trinity-room-dev: ${action} on ${resource} is implicitDeny, expected allowed.`,
    next: expect.stringContaining('npx cdktf deploy dev') as string,
  });
});

it.each([table, `${table}-2`])('fails when it may delete %s', async (resource) => {
  expect(await check(simulator([...all, `dynamodb:DeleteTable ${resource}`]))).toMatchObject({
    reason: `Role trinity-room-dev: dynamodb:DeleteTable on ${resource} is allowed, expected implicitDeny.`,
  });
});

it.each([
  ['AccessDenied', 403, 'these credentials may not call iam:SimulatePrincipalPolicy'],
  ['InvalidAction', 400, 'iam:SimulatePrincipalPolicy is not known here'],
  ['Whatever', 501, 'iam:SimulatePrincipalPolicy is not known here'],
])('is skipped when IAM answers %s (%d)', async (error, status, why) => {
  expect(await check({ SimulatePrincipalPolicyCommand: throws(awsError(error, status)) })).toEqual({
    status: 'skipped',
    reason: `The permissions of the role trinity-room-dev could not be simulated: ${why}.`,
  });
});

it('fails when there is no such role', async () => {
  expect(await check({ SimulatePrincipalPolicyCommand: throws(awsError('NoSuchEntityException', 404)) })).toMatchObject(
    {
      status: 'failed',
      reason: 'The role trinity-room-dev does not exist, though the Terraform state has it.',
    },
  );
});

it('leaves other errors of AWS to whoever runs it', async () => {
  await expect(check({ SimulatePrincipalPolicyCommand: throws(awsError('Throttling')) })).rejects.toThrow('Throttling');
});
