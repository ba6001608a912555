import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';
import { askAs } from '../support/ask-as';

let server: LoopbackServer;
let port: string;

beforeAll(async () => {
  server = await serveLoopback((_, response) => Promise.resolve(void response.end('here')));
  ({ port } = new URL(server.endpoint));
});
afterAll(() => server.close());

it.each(['localhost', '127.0.0.1', 'LocalHost'])('answers to %s', async (name) => {
  expect(await askAs(server.endpoint, { host: `${name}:${port}` })).toMatchObject({ status: 200, text: 'here' });
});

// What a browser sends for a page whose name leads to 127.0.0.1, and names that only look like this machine's.
it.each([
  (own: string) => `rebound.example:${own}`,
  (own: string) => `localhost.rebound.example:${own}`,
  (own: string) => `127.0.0.1.rebound.example:${own}`,
  (own: string) => `127.0.0.2:${own}`,
  (own: string) => `[::1]:${own}`, // nothing listens there
  () => 'localhost',
  () => 'localhost:1',
])('does not answer to %#', async (hostOf) => {
  const host = hostOf(port);
  expect(await askAs(server.endpoint, { host })).toMatchObject({
    status: 403,
    text: `Host is "${host}"; the local run answers to localhost:${port}, 127.0.0.1:${port}. Use one of these.\n`,
  });
});
