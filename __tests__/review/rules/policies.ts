import type { ResourceChange } from '../../../packages/plan-review/src/plan/model';
import { change } from './change';

export const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/films';
export const ROLE = 'arn:aws:iam::111111111111:role/reader';
export const TITLE = 'More is allowed than before.';

export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
export const allow = (Action: unknown, Resource: unknown = TABLE, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
export const deny = (Action: unknown, Resource: unknown = TABLE, more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
export const trust = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal,
  ...more,
});

/** Before and after of a role's own policy. */
export const changed = (before: readonly object[], after: readonly object[]): ResourceChange =>
  change('aws_iam_role_policy', { policy: policy(...before) }, { policy: policy(...after) });

export const READ = allow('dynamodb:GetItem');
