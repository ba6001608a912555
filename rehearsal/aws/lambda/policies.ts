import { randomUUID } from 'node:crypto';
import { AwsError, json, type InItsOwnName } from '../door/messages';
import { decide } from '../../../local/iam/decide';
import type { Call, Operation } from './operation';
import { conflict, found, invalid, LATEST, type Permission, type StoredFunction } from './store';

/** What others may do: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
export const policyOperations = {
  AddPermission(call) {
    const { fn, qualifier, resource } = subject(call);
    const { StatementId, Action, Principal, SourceArn, SourceAccount } = call.input as Record<string, string>;
    const before = fn.policies.get(qualifier)?.statements ?? [];
    requirePolicyRevision(fn, qualifier, call.input['RevisionId']);
    if (before.some(({ Sid }) => Sid === StatementId)) {
      throw conflict(
        `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement: Permission = {
      Sid: StatementId!,
      Effect: 'Allow',
      Principal: principalOf(Principal!),
      Action: Action!,
      Resource: resource,
      ...((SourceArn !== undefined || SourceAccount !== undefined) && {
        Condition: {
          ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
          ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
        },
      }),
    };
    fn.policies.set(qualifier, { statements: [...before, statement], RevisionId: randomUUID() });
    return json(201, { Statement: JSON.stringify(statement) });
  },
  RemovePermission(call) {
    const { fn, qualifier } = subject(call);
    const id = call.path('statement');
    const before = fn.policies.get(qualifier)?.statements ?? [];
    const statements = before.filter(({ Sid }) => Sid !== id);
    if (statements.length === before.length) found(undefined, `Statement ${id} is not found in resource policy.`);
    requirePolicyRevision(fn, qualifier, call.query.get('RevisionId'));
    if (statements.length === 0) fn.policies.delete(qualifier);
    else fn.policies.set(qualifier, { statements, RevisionId: randomUUID() });
    return undefined;
  },
  GetPolicy(call) {
    const { fn, qualifier } = subject(call);
    const policy = found(fn.policies.get(qualifier), 'The resource you requested does not exist.');
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy.statements };
    return { Policy: JSON.stringify(document), RevisionId: policy.RevisionId };
  },
} satisfies Record<string, Operation>;

/**
 * Holds a service that asks in its own name against the policy of what it asks for: that of the function does not count for its
 * aliases and versions.
 *
 * @throws AwsError when it may not
 */
export function requirePermission(
  fn: StoredFunction,
  qualifier: string | undefined,
  { service, sourceArn }: InItsOwnName,
): void {
  const resource = arnOfSubject(fn, qualifier ?? LATEST);
  const statements = (fn.policies.get(qualifier ?? LATEST)?.statements ?? []).filter(
    ({ Principal }) => Principal === '*' || (typeof Principal === 'object' && Principal.Service === service),
  );
  const [, , , , account = ''] = sourceArn.split(':');
  const context = { 'AWS:SourceArn': sourceArn, 'AWS:SourceAccount': account };
  const action = 'lambda:InvokeFunction';
  if (decide(statements, { action, resource, context }) === 'allowed') return;
  const message = `User: ${service} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`;
  throw new AwsError(403, 'AccessDeniedException', message);
}

/** What a policy hangs on. */
function subject(call: Call): { fn: StoredFunction; qualifier: string; resource: string } {
  const fn = call.fn();
  const { qualifier = LATEST } = call;
  if (call.qualifier === LATEST) throw invalid('We currently do not support adding policies for $LATEST.');
  if (!fn.aliases.has(qualifier)) fn.resolve(qualifier);
  return { fn, qualifier, resource: arnOfSubject(fn, qualifier) };
}

const arnOfSubject = (fn: StoredFunction, qualifier: string): string =>
  qualifier === LATEST ? fn.arn : `${fn.arn}:${qualifier}`;

function principalOf(principal: string): Permission['Principal'] {
  if (principal === '*') return principal;
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

function requirePolicyRevision(fn: StoredFunction, qualifier: string, asked: unknown): void {
  const policy = fn.policies.get(qualifier);
  if (asked === undefined || asked === null || asked === policy?.RevisionId) return;
  throw new AwsError(
    412,
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetPolicy API to retrieve the latest RevisionId for your resource.',
  );
}
