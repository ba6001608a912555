import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Api, type GraphiqlPage, serveApi, type ServeOptions } from '../../packages/appsync-js/src';
import { UserError } from '../../programs/user-error';
import { askAs } from '../support/ask-as';
import { API_KEY, computing, createTestApi, unit } from './test-api';

const saying = (value: string) => createTestApi({ resolvers: [computing(unit('return {};', `return ${value};`))] });

let api: Api;
let server: { url: string; close(): Promise<void> };
let origin: string;
let page: GraphiqlPage = { headers: { 'x-api-key': API_KEY } };

beforeAll(async () => {
  api = saying('ctx.request.headers["x-test"]');
  server = await serveApi(() => api, { port: 0, page: () => page });
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
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-amzn-errortype')).toBeNull();
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

  it.each([
    ['a query', '{"query":"{ value }"}'],
    ['no JSON', '{'],
    ['nothing', ''],
    ['more than it takes', 'x'.repeat(1_048_577)],
  ])('needs the key, whatever is sent: %s', async (_, body) => {
    const response = await post(body, {});
    expect(response).toMatchObject({
      status: 401,
      body: { errors: [{ errorType: 'UnauthorizedException', message: 'Valid authorization header not provided.' }] },
    });
    expect(response.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
  });

  it('refuses an empty body', async () => {
    expect(await post('')).toMatchObject({ status: 400, body: refused('Request body is empty.') });
  });

  it.each([
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
    const response = await post(body);
    expect(response).toMatchObject({
      status: 400,
      body: refused(`Unable to parse GraphQL query. Send ${wanted}.`),
    });
    expect(response.headers.get('x-amzn-errortype')).toBe('MalformedHttpRequestException');
  });

  it('takes a megabyte, and no more', async () => {
    const head = '{"query":"{ __typename } #';
    const fill = (length: number) => `${head}${'x'.repeat(length - head.length - 2)}"}`;
    expect((await post(fill(1_048_576))).status).toBe(200);
    expect((await post(fill(1_048_577))).status).toBe(413);
  });

  it('serves the API that is current', async () => {
    const before = api;
    api = saying('2');
    expect(await post('{"query":"{ value }"}')).toMatchObject({ body: { data: { value: '2' } } });
    api = before;
  });
});

describe('GET /graphql', () => {
  const get = async (asked: Record<string, string>, headers: Record<string, string> = { 'x-api-key': API_KEY }) => {
    const response = await fetch(`${server.url}?${new URLSearchParams(asked).toString()}`, { headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

  it('answers a query, with variables and the name of its operation', async () => {
    expect(await get({ query: '{ value }' }, { 'x-api-key': API_KEY, 'X-Test': 'yes' })).toMatchObject({
      status: 200,
      body: { data: { value: '"yes"' } },
    });
    const query = 'query A($a: AWSJSON) { value(input: $a) } query B($a: Boolean!) { b: __typename @include(if: $a) }';
    expect(await get({ query, operationName: 'B', variables: '{"a":true}', extensions: '{}' })).toMatchObject({
      body: { data: { b: 'Query' } },
    });
    const echo = createTestApi({ resolvers: [computing(unit('return {};', 'return ctx.args.input;'))] });
    const before = api;
    api = echo;
    const echoing = 'query ($a: AWSJSON) { value(input: $a) }';
    expect(await get({ query: echoing, variables: '{"a":"[1]"}' })).toMatchObject({ body: { data: { value: '[1]' } } });
    api = before;
  });

  it('does nothing for a mutation', async () => {
    const before = api;
    const schema = 'type Query { value: Int } type Mutation { change: Int }';
    api = createTestApi({ schema, resolvers: [computing(unit('return {};', 'return 1;'), 'Mutation', 'change')] });
    const refusal = await get({ query: 'mutation { change }' });
    expect(refusal).toMatchObject({ status: 405, body: refused('A mutation goes by POST: GET is for queries.') });
    expect(refusal.headers.get('allow')).toBe('GET, POST');
    const both = 'query Read { value } mutation Change { change }';
    expect(await get({ query: both, operationName: 'Change' })).toMatchObject({ status: 405 });
    expect(await get({ query: both, operationName: 'Read' })).toMatchObject({
      status: 200,
      body: { data: { value: null } },
    });
    expect(await post('{"query":"mutation { change }"}')).toMatchObject({ body: { data: { change: 1 } } });
    api = before;
  });

  it.each<Record<string, string>>([
    {},
    { variables: '{}' },
    { query: '{ value }', variables: '{' },
    { query: '{ value }', variables: '[]' },
    { query: '{ value }', variables: 'a' },
  ])('refuses %j', async (asked) => {
    const wanted = 'query (text), and variables (a JSON object) and operationName (text) where needed';
    expect(await get(asked)).toMatchObject({
      status: 400,
      body: refused(`Unable to parse GraphQL query. Send ${wanted} in the query string.`),
    });
    expect(await get(asked, {})).toMatchObject({ status: 401 });
  });

  it('is all that there is beside POST', async () => {
    const response = await fetch(server.url, { method: 'PUT', body: '{}', headers: { 'x-api-key': API_KEY } });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect([response.status, await response.json()]).toEqual([405, refused('GraphQL takes GET and POST, not PUT.')]);
  });
});

describe('a page of another origin', () => {
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };

  it.each([
    ['OPTIONS', 204],
    ['POST', 401],
    ['GET', 401],
  ])('may ask for GraphQL (%s), and read what kind of error it got', async (method, status) => {
    const answer = await askAs(server.url, headers, method);
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-headers']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toContain('x-amzn-ErrorType');
  });

  it.each(['/', '/graphiql/react.js', '/ping', '/other', '/graphql/'])('reads nothing of %s', async (path) => {
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await askAs(origin + path, headers, method);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('whose name leads to this machine gets neither the page nor GraphQL', async () => {
    const host = `rebound.example:${new URL(origin).port}`;
    for (const path of ['/', '/graphql', '/ping']) {
      const answer = await askAs(origin + path, { host, 'x-api-key': API_KEY });
      expect([answer.status, answer.text.includes(API_KEY)]).toEqual([403, false]);
    }
  });
});

describe('GET', () => {
  it('/ is GraphiQL, as /graphiql is, whose files all come from here, and who has the key', async () => {
    const page = await (await fetch(origin)).text();
    expect(await (await fetch(`${origin}/graphiql`)).text()).toBe(page);
    expect(page).toContain(JSON.stringify({ 'x-api-key': API_KEY }));
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(files).toHaveLength(5);
    expect(files.filter((path) => path.startsWith('data:image/svg+xml,'))).toHaveLength(1);
    for (const path of files.filter((one) => !one.startsWith('data:'))) {
      expect(path).toMatch(/^\/graphiql\//);
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(path.endsWith('.css') ? 'text/css' : 'text/javascript');
      expect((await response.text()).length).toBeGreaterThan(1000);
    }
  });

  it('/ says why there is no schema, and asks for none then', async () => {
    page = { headers: { 'x-api-key': '</script>' }, noSchema: 'prod shows <none>' };
    const said = await (await fetch(origin)).text();
    page = { headers: { 'x-api-key': API_KEY } };
    expect(said).toContain('<p>prod shows &lt;none></p>');
    expect(said).toContain('schema: null');
    expect(said.match(/<\/script>/g)).toHaveLength(4);
    expect(await (await fetch(origin)).text()).not.toContain('schema: null');
  });

  it('/ping says that it is there', async () => {
    expect(await (await fetch(`${origin}/ping`)).text()).toBe('ok');
  });

  it.each([
    ['/other', 404, 'There is no GET /other. GraphQL is at /graphql, GraphiQL at /graphiql.'],
    ['/../package.json', 404, 'There is no GET /package.json. GraphQL is at /graphql, GraphiQL at /graphiql.'],
  ])('%s is refused', async (path, status, message) => {
    const response = await fetch(origin + path);
    expect([response.status, await response.json()]).toMatchObject([status, { errors: [{ message }] }]);
  });
});

describe('files of the caller', () => {
  const files: ServeOptions['files'] = ({ path, query, origin }) => {
    if (path === '/') return { type: 'text/html', content: `<p>${origin} ${query.get('lang')}</p>` };
    if (path === '/graphiql' || path === '/graphql' || path === '/ping') return { type: 'text/plain', content: 'mine' };
    if (path !== '/chat.js') return undefined;
    return {
      type: 'text/javascript',
      content: Buffer.from('1'),
      headers: { 'cache-control': 'immutable', 'x-own': 'a' },
    };
  };
  let own: Awaited<ReturnType<typeof serveApi>>;
  const get = async (path: string) => {
    const { status, headers, text } = await askAs(new URL(path, own.url).href, {});
    return { status, headers, text };
  };
  beforeAll(async () => (own = await serveApi(() => api, { port: 0, files })));
  afterAll(() => own.close());

  it('are served by their paths, and told by which name they were asked for', async () => {
    const { port } = new URL(own.url);
    expect(await get('/?lang=es')).toMatchObject({ status: 200, text: `<p>http://localhost:${port} es</p>` });
    expect((await askAs(`http://127.0.0.1:${port}/`, {})).text).toBe(`<p>http://127.0.0.1:${port} null</p>`);
  });

  it('are taken for what their type says, and asked for anew, unless they say otherwise', async () => {
    expect((await get('/')).headers).toMatchObject({
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    const { headers } = await get('/chat.js');
    expect(headers).toMatchObject({
      ...{ 'cache-control': 'immutable', 'x-own': 'a', 'content-type': 'text/javascript' },
      'x-content-type-options': 'nosniff',
    });
  });

  it('stand in the way of neither GraphiQL, GraphQL nor /ping', async () => {
    expect((await get('/graphiql')).text).toContain('GraphiQL');
    expect((await get('/graphql')).status).toBe(401);
    expect((await get('/ping')).text).toBe('ok');
  });

  it('that are not there are not found', async () => {
    expect(await get('/other')).toMatchObject({ status: 404 });
  });
});

describe('a port', () => {
  it('in use is told, with the way out', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const served = serveApi(() => api, { port, portBy: '--port' });
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
    const second = await serveApi(() => api, { port, portBy: '--port' });
    expect(second.url).toBe(`http://localhost:${port}/graphql`);
    await second.close();
  });
});
