import { iamWidened } from '../../../../packages/plan-review/src/rules/iam-widened';
import { change, find } from '../../rules/change';
import { TITLE, policy } from '../../rules/policies';

const GITHUB = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::111111111111:oidc-provider/${GITHUB}`;

const role = (Condition: object, Federated = PROVIDER, Action = 'sts:AssumeRoleWithWebIdentity') => ({
  assume_role_policy: policy({ Effect: 'Allow', Action, Principal: { Federated }, Condition }),
});
const sub = (claim: string, operator = 'StringLike') => ({ [operator]: { [`${GITHUB}:sub`]: claim } });

const found = (Condition: object, Federated?: string) =>
  find(iamWidened, change('aws_iam_role', null, role(Condition, Federated)));

test.each([
  {},
  { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } },
  { Null: { [`${GITHUB}:sub`]: 'false' } },
  sub('repo:acme/app:*', 'StringNotLike'),
  sub('*'),
  sub('repo:*'),
  sub('repo:*/app:*'),
  sub('repo:acme*'),
  sub('project_path:*'),
])('a new role for whoever signs in, with %j, blocks', (condition) => {
  expect(found(condition)).toEqual({
    blocks: true,
    title: TITLE,
    because: [
      `assume_role_policy: allows sts:AssumeRoleWithWebIdentity to Federated ${PROVIDER} (whoever the identity provider knows)`,
    ],
  });
});

test.each([
  sub('repo:acme/app:*'),
  sub('repo:acme/*'),
  sub('repo:acme/app:ref:refs/heads/main', 'StringEquals'),
  sub('system:serviceaccount:films:reader', 'StringEquals'),
])('a new role for who is named in %j is silent', (condition) => expect(found(condition)).toBeUndefined());

test('a pool of Cognito is named by its audience', () => {
  const cognito = 'cognito-identity.amazonaws.com';
  expect(found({ StringEquals: { [`${cognito}:aud`]: 'eu-west-1:pool' } }, cognito)).toBeUndefined();
  expect(found({ 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'authenticated' } }, cognito)?.blocks).toBe(true);
});

test('a claim that becomes looser blocks', () => {
  const [before, after] = [role(sub('repo:acme/app:*')), role(sub('repo:*'))];
  expect(find(iamWidened, change('aws_iam_role', before, after))).toMatchObject({
    blocks: true,
    because: [
      `assume_role_policy: allows sts:AssumeRoleWithWebIdentity to Federated ${PROVIDER} (whoever the identity provider knows; stringlike ${GITHUB}:sub goes from repo:acme/app:* to repo:*)`,
    ],
  });
});

test('another way to sign in has no such claims', () => {
  const saml = role({}, 'arn:aws:iam::111111111111:saml-provider/one', 'sts:AssumeRoleWithSAML');
  expect(find(iamWidened, change('aws_iam_role', null, saml))).toBeUndefined();
});
