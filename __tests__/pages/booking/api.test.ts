import { AdminApi } from '../../../pages/booking/admin/api';
import type { SignIn } from '../../../pages/shared/sign-in/sign-in';

/** An API that answers as told, one after the other, and somebody whose token is `token-0`, `token-1` …, by how often it was new. */
function setUp(...answers: readonly object[]) {
  const sent: { authorization: string; query: string; variables: Record<string, unknown> }[] = [];
  const left = [...answers];
  jest.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    const { query, variables } = JSON.parse(init!.body as string) as {
      query: string;
      variables: Record<string, unknown>;
    };
    sent.push({ authorization: new Headers(init!.headers).get('authorization')!, query, variables });
    return Promise.resolve(new Response(JSON.stringify(left.shift())));
  });
  let refreshed = 0;
  const signIn = {
    get token() {
      return `token-${refreshed}`;
    },
    refresh: () => Promise.resolve(void (refreshed += 1)),
  } as SignIn;
  return { api: new AdminApi('https://api.example/graphql', signIn), sent };
}
beforeEach(() => void jest.spyOn(console, 'warn').mockReturnValue());
afterEach(() => jest.restoreAllMocks());

const EXPIRED = { errors: [{ errorType: 'UnauthorizedException', message: 'Token has expired.' }] };

test('a token that is refused is made new, once', async () => {
  const { api, sent } = setUp(EXPIRED, { data: { services: [] } });
  expect(await api.services('t')).toEqual([]);
  expect(sent.map(({ authorization }) => authorization)).toEqual(['token-0', 'token-1']);
  const { api: other, sent: asked } = setUp(EXPIRED, EXPIRED);
  await expect(other.services('t')).rejects.toMatchObject({ isTokenRefused: true, message: 'Token has expired.' });
  expect(asked).toHaveLength(2);
});

test('what somebody may not do is asked once', async () => {
  const { api, sent } = setUp({ errors: [{ errorType: 'Unauthorized', message: 'Not Authorized' }] });
  await expect(api.services('t')).rejects.toMatchObject({ type: 'Unauthorized', isTokenRefused: false });
  expect(sent).toHaveLength(1);
});

test('a day of all is one request, and each has their own in it', async () => {
  const { api, sent } = setUp({ data: { p0: [], p1: [{ id: 'b' }] } });
  expect(await api.day('t', ['ana', 'luis'], '2026-11-30')).toEqual([[], [{ id: 'b' }]]);
  expect(sent).toHaveLength(1);
  expect(sent[0]!.variables).toEqual({ tenantId: 't', date: '2026-11-30', p0: 'ana', p1: 'luis' });
  expect(await api.day('t', [], '2026-11-30')).toEqual([]);
  expect(sent).toHaveLength(1);
});

test('a cancellation selects what others are told of it', async () => {
  const { api, sent } = setUp({ data: { cancelBooking: { id: 'b' } } });
  await api.cancel('t', 'b');
  for (const field of ['id', 'status', 'startsAt', 'endsAt', 'conversationId'])
    expect(sent[0]!.query).toMatch(new RegExp(`\\b${field}\\b`));
});
