import { messageOf } from '../../programs/user-error';
import type { Statement } from '../iam/decide';
import type { Role } from '../iam/roles';
import type { Resource, StackFile } from './stack-file';

/** @returns one reader per role, with its inline policies */
export function readRoles(stack: StackFile): (() => Role)[] {
  return stack.ofType('aws_iam_role').map((role) => () => {
    const name = role.string('name');
    const policies = stack.ofType('aws_iam_role_policy').filter((policy) => policy.string('role') === name);
    return { arn: String(role.attribute('arn', role.address)), statements: policies.flatMap(statementsOf) };
  });
}

function statementsOf(policy: Resource): Statement[] {
  try {
    const { Statement: found } = JSON.parse(policy.string('policy')) as { Statement: Statement | Statement[] };
    return [found].flat();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw policy.problem('policy', `it is no JSON (${messageOf(error)})`);
  }
}
