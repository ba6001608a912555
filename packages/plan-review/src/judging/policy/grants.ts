import { isObject, parseDocument } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, isSet, show, textsOf } from '../attributes';

/** A role that somebody gets, as Google, Azure and Kubernetes have it. */
export interface Grant {
  /** Attribute that says so: `policy_data`, `role`. */
  readonly attribute: string;
  /** `roles/owner`, `Owner`, `cluster-admin` */
  readonly role: string;
  /** `allUsers`, `user:jo@example.com`; as the provider has it. */
  readonly member: string;
}

type GrantsOf = (side: JsonObject) => readonly Grant[];

const inPolicy: GrantsOf = ({ policy_data: text }) => {
  const policy: unknown = typeof text === 'string' ? parseDocument(text) : text;
  return isObject(policy)
    ? blocksOf(policy, 'bindings').flatMap(({ role, members }) =>
        textsOf(members).map((member) => ({ attribute: 'policy_data', role: show(role), member })),
      )
    : [];
};

const ofGoogle: GrantsOf = ({ role, member, members }) =>
  [...textsOf(member), ...textsOf(members)].map((one) => ({ attribute: 'role', role: show(role), member: one }));

const ofAzure: GrantsOf = ({ role_definition_name: name, role_definition_id: id, principal_id: member }) => {
  const attribute = typeof name === 'string' ? 'role_definition_name' : 'role_definition_id';
  return textsOf(name ?? id).map((role) => ({ attribute, role, member: show(member) }));
};

const ofKubernetes: GrantsOf = (side) =>
  blocksOf(side, 'role_ref').flatMap(({ name: role }) =>
    blocksOf(side, 'subject').map(({ kind, name }) => ({
      attribute: 'role_ref',
      role: show(role),
      member: `${show(kind)} ${show(name)}`,
    })),
  );

const KINDS: readonly (readonly [RegExp, GrantsOf])[] = [
  [/^google_\w+_iam_policy$/, inPolicy],
  [/^google_\w+_iam_(binding|member)$/, ofGoogle],
  [/^azurerm_role_assignment$/, ofAzure],
  [/^kubernetes_(cluster_)?role_binding(_v1)?$/, ofKubernetes],
];

/** Grants that there are now, and were not before. */
export function grantsMade(change: ResourceChange): readonly Grant[] {
  if (!isSet(change)) return [];
  const grantsOf = KINDS.find(([types]) => types.test(change.type))?.[1];
  if (grantsOf === undefined) return [];
  const [before, after] = [change.before, change.after].map((side: Json) => (isObject(side) ? grantsOf(side) : []));
  return after!.filter((one) => !before!.some(({ role, member }) => role === one.role && member === one.member));
}

/** Attributes that say who gets what. */
export const grantAttributesOf = (type: string): readonly string[] =>
  KINDS.some(([types]) => types.test(type))
    ? ['member', 'members', 'policy_data', 'role', 'role_definition_id', 'role_definition_name', 'role_ref', 'subject']
    : [];

/** Roles that allow nearly all, or the rest by giving roles. Azure's built-in ones have the same id everywhere. */
const ALMIGHTY =
  /^((Owner|Contributor|User Access Administrator|Role Based Access Control Administrator)$|.*(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9|f58310d9-a9f6-439a-9e8d-f62e7b41a168)$|roles\/(owner|editor|iam\.(organizationRoleAdmin|roleAdmin|securityAdmin|serviceAccountAdmin|serviceAccountKeyAdmin|serviceAccountTokenCreator|workloadIdentityPoolAdmin)|resourcemanager\.(folderAdmin|folderIamAdmin|organizationAdmin|projectIamAdmin))$|cluster-admin$)/i;

export const isAlmighty = ({ role }: Grant): boolean => ALMIGHTY.test(role);

/** Kubernetes' names for whoever has not signed in, or has in whatever way. */
export const isAnonymous = ({ member }: Grant): boolean =>
  /^(Group|User) system:(anonymous|authenticated|unauthenticated)$/.test(member);
