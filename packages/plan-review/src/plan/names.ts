import { own } from '../../../../keys/own';
import type { Hide } from './hide';
import { isObject } from './json';
import type { Importing, Plan, ResourceChange } from './model';

/** The plan without secrets in what names something, and in what people and Terraform say of it. Its values stay as they are. */
export function hideNames(plan: Plan, { name, text }: Hide): Plan {
  const hideIn = (change: ResourceChange): ResourceChange => ({
    ...change,
    address: name(change.address),
    ...(change.previousAddress !== undefined && { previousAddress: name(change.previousAddress) }),
    ...(change.deposed !== undefined && { deposed: name(change.deposed) }),
    ...(change.reason !== undefined && { reason: name(change.reason) }),
    type: name(change.type),
  });
  return {
    ...plan,
    accounts: plan.accounts.map(name),
    regions: plan.regions.map(name),
    resources: plan.resources.map(hideIn),
    drift: plan.drift.map(hideIn),
    deferred: plan.deferred.map(({ reason, change }) => ({ reason: name(reason), change: hideIn(change) })),
    outputs: plan.outputs.map((output) => ({ ...output, name: name(output.name) })),
    checks: plan.checks.map((check) => ({
      ...check,
      address: name(check.address),
      problems: check.problems.map(text),
    })),
    invocations: plan.invocations.map(name),
    notUnderstood: plan.notUnderstood.map(name),
  };
}

/** Ids that have a secret in them: that of a key of AppSync is `API:KEY`. Nothing marks what an import is found by. */
const SECRET_IN_ID: Readonly<Record<string, RegExp>> = { aws_appsync_api_key: /(?<=:)[^:]+$/ };

/** @returns what of an id is secret; undefined when nothing is */
export const secretOfId = (type: string, id: string): string | undefined => own(SECRET_IN_ID, type)?.exec(id)?.[0];

/** By what an object is found: an id, or, from Terraform 1.12 on, the attributes that are its identity. */
export const hideImporting = (
  { id, identity }: { readonly id?: string | undefined; readonly identity?: unknown },
  { text, attributes }: Hide,
): Importing => ({
  ...(id !== undefined && { id: text(id) }),
  ...(isObject(identity) && { identity: attributes(identity)! }),
});
