import { PASSWORD, POOL, CLIENT, EMAIL, start, type Started } from '../../local/cognito/support';
import { AdminCreateUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { SignIn, type Kept } from '../../../pages/shared/sign-in/sign-in';

/** Of one window. */
let stored: string | undefined;
const kept: Kept = {
  read: () => stored,
  write: (refreshToken) => void (stored = refreshToken),
  forget: () => void (stored = undefined),
};

let cognito: Started;
const operations: string[] = [];
const real = globalThis.fetch;
/** Whether requests reach Cognito. */
let isConnected = true;

beforeAll(async () => {
  cognito = await start();
  const who = { UserPoolId: POOL, Username: EMAIL };
  await cognito.administrator.send(new AdminCreateUserCommand({ ...who, MessageAction: 'SUPPRESS' }));
  await cognito.administrator.send(new AdminSetUserPasswordCommand({ ...who, Password: PASSWORD, Permanent: true }));
  globalThis.fetch = (input, init) => {
    operations.push(String(new Headers(init?.headers).get('x-amz-target')).split('.')[1]!);
    return isConnected ? real(input, init) : Promise.reject(new TypeError('Failed to fetch'));
  };
});
beforeEach(() => {
  stored = undefined;
  operations.length = 0;
  isConnected = true;
});
afterAll(async () => {
  globalThis.fetch = real;
  await cognito.close();
});

const place = () => ({ userPoolId: POOL, clientId: CLIENT, cognito: cognito.endpoint });
async function signedIn(): Promise<SignIn> {
  const signIn = new SignIn(place(), kept);
  expect(await signIn.begin(EMAIL, PASSWORD)).toEqual({ asks: 'NOTHING' });
  return signIn;
}

test('who is in has a token with their claims, and keeps what brings the next one', async () => {
  const signIn = await signedIn();
  expect(signIn.claims).toMatchObject({ email: EMAIL, token_use: 'id' });
  expect(stored).toMatch(/./);
  expect(stored).not.toBe(signIn.token);
});

test('new tokens are asked for once, by however many', async () => {
  const signIn = await signedIn();
  operations.length = 0;
  await Promise.all([signIn.refresh(), signIn.refresh(), signIn.refresh()]);
  expect(operations).toEqual(['InitiateAuth']);
  await signIn.refresh();
  expect(operations).toHaveLength(2);
});

test('a refusal is asked for once, and ends it', async () => {
  const signIn = await signedIn();
  const other = await signedIn();
  await other.signOutEverywhere();
  operations.length = 0;
  await expect(signIn.refresh()).rejects.toMatchObject({
    ...{ name: 'NotAuthorizedException', message: 'Refresh Token has been revoked', isFinal: true },
  });
  expect(operations).toEqual(['InitiateAuth']);
  expect(stored).toBeUndefined();
  expect(() => signIn.token).toThrow('Nobody is signed in.');
});

test('a network that is away ends nothing', async () => {
  const signIn = await signedIn();
  isConnected = false;
  await expect(signIn.refresh()).rejects.toMatchObject({ name: 'NetworkError', isFinal: false });
  isConnected = true;
  await signIn.refresh();
  const again = new SignIn(place(), kept);
  isConnected = false;
  await expect(again.comeBack()).rejects.toMatchObject({ isFinal: false });
  isConnected = true;
  expect(await again.comeBack()).toBe(true);
});

test('who signs out is out here, also where Cognito cannot be told', async () => {
  const signIn = await signedIn();
  isConnected = false;
  await expect(signIn.signOut()).rejects.toMatchObject({ name: 'NetworkError' });
  expect(stored).toBeUndefined();
  expect(() => signIn.token).toThrow('Nobody is signed in.');
});

test('signing out everywhere works with an access token that has expired', async () => {
  const signIn = await signedIn();
  cognito.pass(2 * 3_600_000);
  await signIn.signOutEverywhere();
  expect(operations.slice(-2)).toEqual(['InitiateAuth', 'GlobalSignOut']);
});
