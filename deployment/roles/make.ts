import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  type IAMClient,
  type Role,
} from '@aws-sdk/client-iam';
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../../environments';
import { requireAccount } from '../aws/account';
import type { Aws } from '../aws/clients';
import { unlessMissing } from '../aws/errors';
import { allPages } from '../aws/pages';
import { documentsOf, type RoleDocuments } from './index';
import { actionsOf, type PolicyDocument } from './document';
import { ROLE_KINDS, ROLES, type RoleKind, type Trusted } from './kinds';
import { AUDIENCE, ISSUER, providerArn, type TrustStatement } from './trust';

export interface RolesMade {
  readonly provider: { readonly arn: string; readonly change: 'made' | 'its audience was added' | 'none' };
  readonly roles: readonly RoleMade[];
}

interface RoleMade {
  readonly kind: RoleKind;
  /** The environments of GitHub whose jobs may take it. */
  readonly jobs: readonly string[];
  readonly name: string;
  readonly arn: string;
  /** What was done, for a person. Empty: it was so already */
  readonly changes: readonly string[];
  /** What others have given it, which stays, for a person. */
  readonly besides: readonly string[];
}

/** The policy of a role that is this project's. Others have names of their own. */
const POLICY = 'trinity';

/**
 * Makes GitHub an identity provider of the environment's account, and the roles that its jobs take, or brings those that
 * exist to what they are to be. What others have added stays: policies, statements of the trust, a boundary.
 *
 * @throws DeploymentError as `documentsOf`, and when the credentials are of another account
 */
export async function makeRoles(
  environment: Environment,
  { iam, sts }: Pick<Aws, 'iam' | 'sts'>,
  trusted: Trusted,
): Promise<RolesMade> {
  const documents = documentsOf(environment, trusted);
  await requireAccount(sts, environment);
  const provider = await makeProvider(iam, providerArn(environment));
  const roles: RoleMade[] = [];
  for (const kind of ROLE_KINDS) {
    const jobs = ROLES[kind].jobs(environment.name, trusted);
    roles.push({ kind, jobs, ...(await makeRole(iam, documents[kind])) });
  }
  return { provider, roles };
}

async function makeProvider(iam: IAMClient, arn: string): Promise<RolesMade['provider']> {
  const provider = { OpenIDConnectProviderArn: arn };
  const found = await unlessMissing(iam.send(new GetOpenIDConnectProviderCommand(provider)));
  if (!found) {
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${ISSUER}`, ClientIDList: [AUDIENCE] }));
    return { arn, change: 'made' };
  }
  if (found.ClientIDList?.includes(AUDIENCE)) return { arn, change: 'none' };
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ ...provider, ClientID: AUDIENCE }));
  return { arn, change: 'its audience was added' };
}

async function makeRole(
  iam: IAMClient,
  { name, trust, policy }: RoleDocuments,
): Promise<Omit<RoleMade, 'kind' | 'jobs'>> {
  const found = (await unlessMissing(iam.send(new GetRoleCommand({ RoleName: name }))))?.Role;
  if (!found) {
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
    const changes = [`was made; it trusts ${subjectsOf(trust.Statement[0])}`, ...(await putPolicy(iam, name, policy))];
    return { name, arn: Role?.Arn ?? '', changes, besides: [] };
  }
  const { changes, besides } = await putTrust(iam, found, trust.Statement[0]);
  return {
    name,
    arn: found.Arn ?? '',
    changes: [...changes, ...(await putPolicy(iam, name, policy))],
    besides: [...besides, ...(await othersOf(iam, found))],
  };
}

/** Puts this project's statement into the trust, by its Sid. */
async function putTrust(
  iam: IAMClient,
  { RoleName, AssumeRolePolicyDocument }: Role,
  statement: TrustStatement,
): Promise<Pick<RoleMade, 'changes' | 'besides'>> {
  const document = read<{ Statement: TrustStatement | TrustStatement[] }>(AssumeRolePolicyDocument);
  const all = [document.Statement].flat();
  const others = all.filter(({ Sid }) => Sid !== statement.Sid);
  const besides = others.map((one) => `in its trust: ${JSON.stringify(one)}`);
  const before = all.find(({ Sid }) => Sid === statement.Sid);
  if (isSame(before, statement)) return { changes: [], besides };
  const PolicyDocument = JSON.stringify({ ...document, Statement: [...others, statement] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const instead = before ? `, instead of ${subjectsOf(before)}` : '';
  return { changes: [`trusts ${subjectsOf(statement)}${instead}`], besides };
}

/** @returns what was changed */
async function putPolicy(iam: IAMClient, RoleName: string, policy: PolicyDocument): Promise<string[]> {
  const name = { RoleName, PolicyName: POLICY };
  const found = await unlessMissing(iam.send(new GetRolePolicyCommand(name)));
  const before = found && read<PolicyDocument>(found.PolicyDocument);
  if (isSame(before, policy)) return [];
  await iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument: JSON.stringify(policy) }));
  const [now, was] = [actionsOf(policy), before ? actionsOf(before) : []];
  const gone = was.filter((action) => !now.includes(action));
  const added = now.filter((action) => !was.includes(action));
  if (!before) return [`may do ${now.length} actions, by its policy ${POLICY}`];
  return [
    `its policy ${POLICY} was changed`,
    ...(added.length > 0 ? [`may do besides: ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`may no longer do: ${gone.join(', ')}`] : []),
  ];
}

async function othersOf(iam: IAMClient, { RoleName, PermissionsBoundary }: Role): Promise<string[]> {
  const written = await allPages(async (Marker) => {
    const page = await iam.send(new ListRolePoliciesCommand({ RoleName, Marker }));
    return { entries: page.PolicyNames, token: page.Marker };
  });
  const attached = await allPages(async (Marker) => {
    const page = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker }));
    return { entries: page.AttachedPolicies, token: page.Marker };
  });
  const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
  return [
    ...written.filter((one) => one !== POLICY).map((one) => `the policy ${one}`),
    ...attached.map(({ PolicyArn }) => `the policy ${PolicyArn}`),
    ...(boundary === undefined ? [] : [`the permissions boundary ${boundary}`]),
  ];
}

/** IAM hands documents out with escapes. */
const read = <T>(document: string | undefined): T => JSON.parse(decodeURIComponent(document ?? '{}')) as T;

/** In whatever order the members of an object stand; IAM writes a list of one text without the list. */
const isSame = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other));

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? plain(value[0]) : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

const subjectsOf = ({ Condition }: TrustStatement): string =>
  [Condition.StringEquals[`${ISSUER}:sub`] ?? 'everybody'].flat().join(' and ');
