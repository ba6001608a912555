import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { documentsOf } from '../../../deployment/roles';
import { ROLE_KINDS, ROLES } from '../../../deployment/roles/kinds';
import { change, FILES } from '../../environments/change';
import { dev, staging } from '../project';

const TRUSTED = { subject: 'repo:octo/trinity', pullRequests: true };

test('jobs of one repository that run in the environments of one role may take it, and nobody else', () => {
  const { deploy, plan } = documentsOf(staging(), TRUSTED);
  expect([deploy.name, plan.name]).toEqual(['github-deploys-staging', 'github-plans-staging']);
  expect(deploy.trust).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'GitHub',
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': ['repo:octo/trinity:environment:staging'],
          },
        },
      },
    ],
  });
  expect(plan.trust.Statement[0].Condition.StringEquals['token.actions.githubusercontent.com:sub']).toEqual([
    'repo:octo/trinity:environment:staging-plan',
    'repo:octo/trinity:environment:staging-review',
  ]);
});

test('what a pull request has may plan where it is let, and deploys nowhere', () => {
  const { deploy, plan } = documentsOf(staging(), { ...TRUSTED, pullRequests: false });
  const subjects = [deploy, plan].flatMap(
    ({ trust }) => trust.Statement[0].Condition.StringEquals['token.actions.githubusercontent.com:sub'],
  );
  expect(subjects).toEqual(['repo:octo/trinity:environment:staging', 'repo:octo/trinity:environment:staging-plan']);
});

interface Job {
  readonly environment?: string;
  readonly steps?: readonly { readonly with?: Readonly<Record<string, unknown>> }[];
}

/** Of each job of the workflows that takes a role: the variable that names the role, and the environment that it runs in. */
const takers = ['deploy.yml', 'plan-review.yml'].flatMap((file) => {
  const text = readFileSync(join(__dirname, '../../../.github/workflows', file), 'utf8');
  const { jobs } = parse(text) as { jobs: Readonly<Record<string, Job>> };
  return Object.values(jobs).flatMap(({ environment = '', steps = [] }) =>
    steps.flatMap((step) => {
      const role = step.with?.['role-to-assume'];
      if (typeof role !== 'string') return [];
      return [[role, environment.replace(/\$\{\{ (inputs|matrix)\.environment \}\}/, 'staging')] as const];
    }),
  );
});

test('the environments of a role are those that the workflows take it in', () => {
  const variables = { deploy: '${{ vars.AWS_DEPLOY_ROLE }}', plan: '${{ vars.AWS_PLAN_ROLE }}' };
  for (const kind of ROLE_KINDS) {
    const used = takers.filter(([role]) => role === variables[kind]).map(([, environment]) => environment);
    expect([...new Set(used)].sort()).toEqual([...ROLES[kind].jobs('staging', TRUSTED)].sort());
  }
});

test('an environment whose state is a file has no roles', () => {
  expect(() => documentsOf(dev(), TRUSTED)).toThrow('dev keeps its state in a file of one checkout');
});

test('an account that is a placeholder has no roles', () => {
  const untouched = change(FILES['environments/staging.ts'], {});
  expect(() => documentsOf(untouched as ReturnType<typeof staging>, TRUSTED)).toThrow('account is "222222222222"');
});
