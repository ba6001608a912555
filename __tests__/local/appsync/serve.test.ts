import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Api, serveApi } from '../../../local/appsync';
import { UserError } from '../../../local/user-error';
import { API_KEY, computing, createTestApi, unit } from './test-api';

const saying = (value: string) => createTestApi({ resolvers: [computing(unit('return {};', `return ${value};`))] });

let api: Api;
let server: { url: string; close(): Promise<void> };
let origin: string;

beforeAll(async () => {
  api = saying('ctx.request.headers["x-test"]');
  server = await serveApi(() => api, { port: 0, apiKey: API_KEY });
  origin = new URL(server.url).origin;
});
afterAll(() => server.close());

async function post(body: string, headers: Record<string, string> = { 'x-api-key': API_KEY }) {
  const response = await fetch(server.url, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const refused = (message: string) => ({ errors: [{ errorType: 'MalformedHttpRequestException', message }] });

describe('POST /graphql', () => {
  it('answers a query, whose resolvers see the headers', async () => {
    const { status, headers, body } = await post('{"query":"{ value }"}', { 'x-api-key': API_KEY, 'X-Test': 'yes' });
    expect([status, body]).toEqual([200, { data: { value: '"yes"' } }]);
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('takes what clients send beside the query, null included', async () => {
    const query = 'query A($a: AWSJSON) { value(input: $a) } query B { __typename }';
    expect(
      await post(JSON.stringify({ query, operationName: 'B', variables: { a: '1' }, extensions: {} })),
    ).toMatchObject({
      body: { data: { __typename: 'Query' } },
    });
    expect(await post('{"query":"{ __typename }","variables":null,"operationName":null}')).toMatchObject({
      status: 200,
    });
  });

  it('needs the key', async () => {
    expect(await post('{"query":"{ value }"}', {})).toMatchObject({
      status: 401,
      body: { errors: [{ errorType: 'UnauthorizedException', message: 'Valid authorization header not provided.' }] },
    });
  });

  it.each([
    '',
    '{',
    '[]',
    '"query"',
    'null',
    '{}',
    '{"query":1}',
    '{"query":"{a}","variables":[]}',
    '{"query":"{a}","operationName":1}',
  ])('refuses %s', async (body) => {
    const wanted = 'a JSON object with query (text), and variables (object) and operationName (text) where needed';
    expect(await post(body)).toMatchObject({
      status: 400,
      body: refused(`Unable to parse the request. Send ${wanted}.`),
    });
  });

  it('takes a megabyte, and no more', async () => {
    const head = '{"query":"{ __typename } #';
    const fill = (length: number) => `${head}${'x'.repeat(length - head.length - 2)}"}`;
    expect((await post(fill(1_048_576))).status).toBe(200);
    expect((await post(fill(1_048_577))).status).toBe(413);
  });

  it('answers a browser that asks first', async () => {
    const response = await fetch(server.url, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('access-control-allow-headers')]).toEqual([204, '*']);
  });

  it('serves the API that is current', async () => {
    const before = api;
    api = saying('2');
    expect(await post('{"query":"{ value }"}')).toMatchObject({ body: { data: { value: '2' } } });
    api = before;
  });
});

describe('GET', () => {
  it('/ is GraphiQL, whose files all come from here, and who has the key', async () => {
    const page = await (await fetch(origin)).text();
    expect(page).toContain(JSON.stringify({ 'x-api-key': API_KEY }));
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(files).toHaveLength(4);
    for (const path of files) {
      expect(path).toMatch(/^\/graphiql\//);
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(path.endsWith('.css') ? 'text/css' : 'text/javascript');
      expect((await response.text()).length).toBeGreaterThan(1000);
    }
  });

  it('/ping says that it is there', async () => {
    expect(await (await fetch(`${origin}/ping`)).text()).toBe('ok');
  });

  it.each([
    ['/graphql', 405, 'GraphQL is at POST /graphql.'],
    ['/other', 404, 'There is no GET /other. GraphQL is at POST /graphql, GraphiQL at /.'],
    ['/../package.json', 404, 'There is no GET /package.json. GraphQL is at POST /graphql, GraphiQL at /.'],
  ])('%s is refused', async (path, status, message) => {
    const response = await fetch(origin + path);
    expect([response.status, await response.json()]).toMatchObject([status, { errors: [{ message }] }]);
  });
});

describe('a port', () => {
  it('in use is told, with the way out', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const served = serveApi(() => api, { port });
    await expect(served).rejects.toThrow(UserError);
    await expect(served).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use. Stop what listens there, or choose another one with --port.`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('is free again after close', async () => {
    const first = await serveApi(() => api, { port: 0 });
    await first.close();
    const port = Number(new URL(first.url).port);
    const second = await serveApi(() => api, { port });
    expect(second.url).toBe(`http://localhost:${port}/graphql`);
    await second.close();
  });
});
