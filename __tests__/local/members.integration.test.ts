import { setTimeout as delay } from 'node:timers/promises';
import { startLocal, type LocalRun } from '../../local/run';
import { createUserPool } from '../../packages/appsync-js/src';
import { copyCheckout } from '../support/checkout';
import { letMembersSignIn } from '../support/members';
import { Person, REFUSED, sessionOf } from './cognito/support';

/*
 * The room cache of an environment whose members may sign in, as it runs on a laptop: one API over HTTP, with a member who has signed in by
 * Amazon's own client and a client with a key beside one another.
 */

const PASSWORD = 'Correct-horse-battery-1';
const HOUR = 3_600_000;

const checkout = copyCheckout();
let run: LocalRun;
let lines: readonly string[];
let member: { email: string; temporaryPassword: string };
let person: Person;
/** Milliseconds by which the run's clock is ahead of the machine's. */
let ahead = 0;

beforeAll(async () => {
  letMembersSignIn(checkout.root);
  run = await startLocal({ root: checkout.root, now: () => Date.now() + ahead });
  const demo = await run.demo();
  ({ lines } = demo);
  ({ member } = demo.made as { member: typeof member });
  const { userPoolId: UserPoolId, clientId: ClientId, ...place } = run.signIn!;
  person = new Person(place, member.email, { UserPoolId, ClientId });
});
afterAll(async () => {
  await run?.close();
  checkout.remove();
});

type Headers = Readonly<Record<string, string>>;
const withKey = (): Headers => ({ 'x-api-key': run.apiKey! });

async function ask(headers: Headers, query: string, variables: object = {}) {
  const response = await fetch(run.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: Record<string, Record<string, unknown> | null> | null;
    errors?: { errorType: string }[];
  };
  return { status: response.status, data, errors: errors.map(({ errorType }) => errorType) };
}

const CREATE = 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id inviteCode hostId } }';
const JOIN = `mutation ($code: String!, $member: MemberInput) {
  joinRoom(inviteCode: $code, member: $member) { id }
}`;
const CLOSE = 'mutation ($id: ID!) { closeRoom(id: $id) { status } }';
const VOTE = `mutation ($roomId: ID!, $memberId: ID!) {
  vote(roomId: $roomId, memberId: $memberId, sequenceIndex: 0, liked: true) { matched }
}`;
const MEMBERS = 'query ($roomId: ID!) { roomMembers(roomId: $roomId) { id name role } }';
const PAGE = 'query ($roomId: ID!) { roomMovies(roomId: $roomId) { items { id } } }';

const roomOf = async (headers: Headers, hostId: string) => {
  const input = { name: 'Friday', hostId, hostName: 'Ana', mediaType: 'MOVIE' };
  const { data, errors } = await ask(headers, CREATE, { input });
  expect(errors).toEqual([]);
  return data!['createRoom'] as { id: string; inviteCode: string; hostId: string };
};

test('the first member is printed, and signs in once with a temporary password', async () => {
  expect(lines).toContain(`  ${member.email}   ${member.temporaryPassword}`);
  expect(await person.signIn(member.temporaryPassword)).toMatchObject({ kind: 'newPassword' });
  expect(await person.setNewPassword(PASSWORD)).toMatchObject({ kind: 'in' });
  expect(await person.signIn(member.temporaryPassword)).toEqual(REFUSED);
});

test('who has signed in and a client with a key find a film in one room, and only the host closes it', async () => {
  const session = sessionOf(await person.signIn(PASSWORD));
  const ana = { authorization: session.getAccessToken().getJwtToken() };
  const sub = String(session.getAccessToken().decodePayload()['sub']);
  const other = { name: 'Friday', hostId: 'ben', mediaType: 'MOVIE' };
  expect(await ask(ana, CREATE, { input: other })).toMatchObject({ data: null, errors: ['Unauthorized'] });

  const { id: roomId, inviteCode: code, hostId } = await roomOf(ana, sub);
  expect(hostId).toBe(sub);
  const join = (id: string) => ({ code, member: { id, name: 'Ben' } });
  expect(await ask(withKey(), JOIN, join('ben'))).toMatchObject({ errors: [] });
  expect(await ask(withKey(), JOIN, join(sub))).toMatchObject({ errors: ['Unauthorized'] });
  expect(await ask(ana, JOIN, join('ben'))).toMatchObject({ errors: ['Unauthorized'] });
  expect((await ask(withKey(), MEMBERS, { roomId })).data!['roomMembers']).toEqual(
    expect.arrayContaining([
      { id: sub, name: 'Ana', role: 'HOST' },
      { id: 'ben', name: 'Ben', role: 'MEMBER' },
    ]),
  );

  for (let films = 0; films === 0; await delay(100)) {
    const { data } = await ask(ana, PAGE, { roomId });
    films = (data!['roomMovies'] as { items: object[] }).items.length;
  }
  expect(await ask(withKey(), VOTE, { roomId, memberId: sub })).toMatchObject({ errors: ['Unauthorized'] });
  expect(await ask(ana, VOTE, { roomId, memberId: 'ben' })).toMatchObject({ errors: ['Unauthorized'] });
  const byId = { authorization: session.getIdToken().getJwtToken() };
  expect(await ask(byId, VOTE, { roomId, memberId: sub })).toMatchObject({ data: { vote: { matched: false } } });
  expect(await ask(withKey(), VOTE, { roomId, memberId: 'ben' })).toMatchObject({ data: { vote: { matched: true } } });

  expect(await ask(withKey(), CLOSE, { id: roomId })).toMatchObject({ errors: ['Unauthorized'] });
  expect(await ask({ authorization: run.sign({ username: 'eva' }) }, CLOSE, { id: roomId })).toMatchObject({
    errors: ['Unauthorized'],
  });
  expect(await ask(ana, CLOSE, { id: roomId })).toMatchObject({ data: { closeRoom: { status: 'CLOSED' } } });
});

test('a room of a client with a key is closed by one', async () => {
  const { id } = await roomOf(withKey(), 'ben');
  expect(await ask({ authorization: run.sign({ username: 'ben2' }) }, CLOSE, { id })).toMatchObject({
    errors: ['Unauthorized'],
  });
  expect(await ask(withKey(), CLOSE, { id })).toMatchObject({ data: { closeRoom: { status: 'CLOSED' } } });
});

test('a token that the pool has not signed, or that has expired, lets nobody in, and neither does none', async () => {
  const query = 'query { room(id: "nowhere") { id } }';
  const { userPoolId } = run.signIn!;
  const pools = [userPoolId, 'eu-west-1_Zz9Yy8Xx7'].map((id) =>
    createUserPool({ userPoolId: id, awsRegion: 'eu-west-1' }),
  );
  const token = sessionOf(await person.signIn(PASSWORD))
    .getAccessToken()
    .getJwtToken();
  expect((await ask({ authorization: token }, query)).status).toBe(200);
  for (const pool of pools) expect((await ask({ authorization: pool.sign() }, query)).status).toBe(401);
  expect((await ask({}, query)).status).toBe(401);
  ahead = HOUR + 60_000;
  expect((await ask({ authorization: token }, query)).status).toBe(401);
  expect((await ask(withKey(), query)).status).toBe(200);
  ahead = 0;
});
