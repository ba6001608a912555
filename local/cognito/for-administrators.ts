import * as z from 'zod';
import { listOf } from './attributes';
import { readFilter } from './filter';
import type { Member } from './members';
import {
  ATTRIBUTES,
  describe,
  describeWhole,
  MFA,
  operation,
  PARAMETERS,
  type Reach,
  setMfa,
  userExists,
} from './operation';
import { checkPassword, newPassword } from './passwords';
import type { Pool } from './pool';
import { recoveryOf, sendCode } from './recovery';
import { CognitoRefusal, invalid, noUser } from './refusal';
import type { Group } from './settings';
import { SignIn } from './sign-in';

const ofPool = { UserPoolId: z.string() };
const ofUser = { ...ofPool, Username: z.string() };
const ofGroup = { ...ofUser, GroupName: z.string() };
const limit = z.number().int().min(0).max(60).optional();

/** An operation about one member. @param run what it answers, if anything */
const onMember = <Shape extends z.ZodRawShape>(
  members: Shape,
  run: (pool: Pool, member: Member, input: z.infer<z.ZodObject<Shape>>) => object | void,
) =>
  operation({ ...ofUser, ...members }, async (reach, input) => {
    const { UserPoolId, Username } = input as { UserPoolId: string; Username: string };
    const pool = await reach.pool(UserPoolId);
    return run(pool, pool.members.find(pool.settings, Username), input as never) ?? {};
  });

/** What who has AWS credentials does with the members of a pool. */
export const FOR_ADMINISTRATORS = {
  ListUserPools: operation({ MaxResults: z.number().int(), NextToken: z.string().optional() }, async (reach, input) => {
    const { items, next } = pageOf(await reach.pools(), input.MaxResults, input.NextToken);
    return { UserPools: items.map(({ id, name }) => ({ Id: id, Name: name })), ...(next && { NextToken: next }) };
  }),
  AdminCreateUser: operation(
    {
      ...ofUser,
      UserAttributes: ATTRIBUTES.default([]),
      TemporaryPassword: z.string().optional(),
      MessageAction: z.enum(['RESEND', 'SUPPRESS']).optional(),
      DesiredDeliveryMediums: z.array(z.enum(['EMAIL', 'SMS'])).default(['SMS']),
    },
    async (reach, input) => {
      const pool = await reach.pool(input.UserPoolId);
      const { members, settings } = pool;
      const { Username, UserAttributes, MessageAction, DesiredDeliveryMediums } = input;
      const password = input.TemporaryPassword ?? newPassword(settings);
      checkPassword(settings, password);
      const known = members.tryFind(settings, Username);
      if (MessageAction === 'RESEND') requireInvited(known);
      else if (known) throw userExists();
      const member = known ?? members.create(settings, Username, UserAttributes);
      members.setPassword(settings, member, password, true);
      const addresses = DesiredDeliveryMediums.map((medium) => (medium === 'EMAIL' ? 'email' : 'phone_number'));
      const to = addresses.map((name) => member.attributes.get(name)).find(Boolean);
      if (MessageAction !== 'SUPPRESS' && to !== undefined)
        pool.send({ to, what: 'invitation', username: Username, secret: password });
      return { User: asListed(member) };
    },
  ),
  AdminGetUser: onMember({}, (_, member) => describeWhole(member)),
  AdminDeleteUser: onMember({}, ({ members }, member) => members.remove(member)),
  AdminEnableUser: onMember({}, (_, member) => void (member.isEnabled = true)),
  AdminDisableUser: onMember({}, ({ members }, member) => {
    member.isEnabled = false;
    members.signOut(member);
  }),
  AdminUserGlobalSignOut: onMember({}, ({ members }, member) => members.signOut(member)),
  AdminSetUserPassword: onMember(
    { Password: z.string(), Permanent: z.boolean().default(false) },
    ({ members, settings }, member, { Password, Permanent }) => {
      checkPassword(settings, Password);
      members.setPassword(settings, member, Password, !Permanent);
    },
  ),
  AdminResetUserPassword: onMember({}, (pool, member) => {
    if (member.status === 'FORCE_CHANGE_PASSWORD') throw cannotReset();
    const address = recoveryOf(pool.settings, member);
    member.status = 'RESET_REQUIRED';
    sendCode(pool, member, 'password', address);
  }),
  AdminUpdateUserAttributes: onMember({ UserAttributes: ATTRIBUTES }, ({ members, settings }, member, input) =>
    members.write(settings, member, input.UserAttributes),
  ),
  AdminSetUserMFAPreference: onMember(MFA, (_, member, input) => setMfa(member, input)),
  AdminAddUserToGroup: operation(ofGroup, async (reach, input) => {
    const { member } = await inGroup(reach, input);
    member.groups.add(input.GroupName);
    return {};
  }),
  AdminRemoveUserFromGroup: operation(ofGroup, async (reach, input) => {
    const { member } = await inGroup(reach, input);
    member.groups.delete(input.GroupName);
    return {};
  }),
  AdminListGroupsForUser: operation(
    { ...ofUser, Limit: limit, NextToken: z.string().optional() },
    async (reach, { UserPoolId, Username, Limit, NextToken }) => {
      const { members, settings } = await reach.pool(UserPoolId);
      const { groups } = members.find(settings, Username);
      const all = (await reach.groups(UserPoolId)).filter(({ GroupName }) => groups.has(GroupName));
      const { items, next } = pageOf(all, Limit, NextToken);
      return { Groups: items, ...(next && { NextToken: next }) };
    },
  ),
  ListUsersInGroup: operation(
    { ...ofPool, GroupName: z.string(), Limit: limit, NextToken: z.string().optional() },
    async (reach, { UserPoolId, GroupName, Limit, NextToken }) => {
      const { members } = await reach.pool(UserPoolId);
      await groupOf(reach, UserPoolId, GroupName);
      const all = [...members.all.values()].filter(({ groups }) => groups.has(GroupName));
      const { items, next } = pageOf(all, Limit, NextToken);
      return { Users: items.map((member) => asListed(member)), ...(next && { NextToken: next }) };
    },
  ),
  ListUsers: operation(
    {
      ...ofPool,
      Filter: z.string().default(''),
      Limit: limit,
      PaginationToken: z.string().optional(),
      AttributesToGet: z.array(z.string()).optional(),
    },
    async (reach, { UserPoolId, Filter, Limit, PaginationToken, AttributesToGet }) => {
      const { members, settings } = await reach.pool(UserPoolId);
      const all = [...members.all.values()].filter(readFilter(Filter, settings.isCaseSensitive));
      const { items, next } = pageOf(all, Limit, PaginationToken);
      const Users = items.map((member) => asListed(member, AttributesToGet));
      return { Users, ...(next && { PaginationToken: next }) };
    },
  ),
  AdminInitiateAuth: operation(
    { ...ofPool, ClientId: z.string(), AuthFlow: z.string(), AuthParameters: PARAMETERS },
    async (reach, { UserPoolId, ClientId, AuthFlow, AuthParameters }) =>
      (await clientIn(reach, UserPoolId, ClientId)).initiate('administrator', AuthFlow, AuthParameters),
  ),
  AdminRespondToAuthChallenge: operation(
    {
      ...ofPool,
      ...{ ClientId: z.string(), ChallengeName: z.string(), Session: z.string().optional() },
      ChallengeResponses: PARAMETERS,
    },
    async (reach, { UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses }) =>
      (await clientIn(reach, UserPoolId, ClientId)).respond(ChallengeName, Session, ChallengeResponses),
  ),
};

export const cannotReset = (): CognitoRefusal =>
  new CognitoRefusal('NotAuthorizedException', 'User password cannot be reset in the current state.');

function requireInvited(member: Member | undefined): void {
  if (!member) throw noUser();
  if (member.status === 'FORCE_CHANGE_PASSWORD') return;
  const message = `Resend not possible. ${member.username} status is not FORCE_CHANGE_PASSWORD`;
  throw new CognitoRefusal('UnsupportedUserStateException', message);
}

async function inGroup(reach: Reach, { UserPoolId, Username, GroupName }: z.infer<z.ZodObject<typeof ofGroup>>) {
  const { members, settings } = await reach.pool(UserPoolId);
  await groupOf(reach, UserPoolId, GroupName);
  return { member: members.find(settings, Username) };
}

/** @throws CognitoRefusal */
async function groupOf(reach: Reach, poolId: string, name: string): Promise<Group> {
  const found = (await reach.groups(poolId)).find(({ GroupName }) => GroupName === name);
  if (found) return found;
  throw new CognitoRefusal('ResourceNotFoundException', 'Group not found.');
}

async function clientIn(reach: Reach, poolId: string, clientId: string): Promise<SignIn> {
  const { pool, client } = await reach.client(clientId);
  if (client.poolId !== poolId) throw noClient(clientId);
  return new SignIn(pool, client);
}

export const noClient = (id: string): CognitoRefusal =>
  new CognitoRefusal('ResourceNotFoundException', `User pool client ${id} does not exist.`);

const asListed = (member: Member, names?: readonly string[]) => ({
  ...describe(member),
  Attributes: listOf(member.attributes).filter(({ Name }) => names?.includes(Name) ?? true),
});

/** @param token where the page before ended @throws CognitoRefusal for one that no page gave */
function pageOf<T>(all: readonly T[], limit: number | undefined, token: string | undefined) {
  const first = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(first) || first < 0) throw invalid('The pagination token is not valid.');
  const end = first + (limit || 60);
  const next = end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined;
  return { items: all.slice(first, end), next };
}
