import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveApi } from '../../packages/appsync-js/src';
import { byFunction, byKey, byPool, createApiWith, pool } from './doors';
import { API_KEY, computing, unit } from './test-api';

const SCHEMA = `
  type Query { value: Int }
  type Mutation { vote(room: ID!, film: String): Vote }
  type Vote @aws_api_key @aws_lambda { room: ID film: String }
  type Subscription {
    onVote(room: ID): Vote @aws_subscribe(mutations: ["vote"]) @aws_api_key @aws_lambda
    mine: Vote @aws_subscribe(mutations: ["vote"]) @aws_cognito_user_pools
  }`;

/**
 * A page's script, in a process of its own: Amazon's client keeps timers of 15 seconds. It asks for wss:// whatever its endpoint says, and
 * on this machine there is no certificate.
 */
const CLIENT = `
  const Socket = require('ws');
  globalThis.WebSocket = class extends Socket {
    constructor(url, protocols) { super(url.replace(/^wss:[/][/]localhost/, 'ws://localhost'), protocols); }
  };
  const { Amplify, Hub } = require('@aws-amplify/core');
  const { CONTROL_MSG, GraphQLAPI } = require('@aws-amplify/api-graphql');
  const { endpoint, apiKey, pool } = JSON.parse(process.argv[1]);
  Amplify.configure(
    { API: { GraphQL: { endpoint, defaultAuthMode: 'apiKey', apiKey } } },
    { Auth: { tokenProvider: { getTokens: async () => ({ accessToken: { toString: () => pool, payload: {} } }) } } },
  );
  const acknowledged = (count) => new Promise((resolve) => Hub.listen('api', ({ payload }) => {
    if (payload.event === CONTROL_MSG.SUBSCRIPTION_ACK && (count -= 1) === 0) resolve();
  }));
  const told = [];
  const subscribe = (name, query, options) => new Promise((resolve) => {
    const next = ({ data }) => { told.push([name, data]); if (told.filter(([one]) => one === name).length === 2) resolve(); };
    const error = ({ errors }) => { told.push([name, errors[0].message]); resolve(); };
    GraphQLAPI.graphql(Amplify, { query, ...options }).subscribe({ next, error });
  });
  const vote = (room, film) =>
    GraphQLAPI.graphql(Amplify, { query: \`mutation { vote(room: "\${room}", film: "\${film}") { room film } }\` });
  (async () => {
    const all = acknowledged(2);
    const query = 'subscription ($room: ID) { onVote(room: $room) { film } }';
    const subscriptions = [
      subscribe('key', query, { variables: { room: '1' } }),
      subscribe('function', query, { variables: { room: '1' }, authMode: 'lambda', authToken: 'let me in' }),
    ];
    await all;
    for (const [room, film] of [['1', 'Alien'], ['2', 'Brazil'], ['1', 'Cube']]) await vote(room, film);
    await Promise.all(subscriptions);
    await subscribe('denied', 'subscription { onVote { film } }', { authMode: 'userPool' });
    console.log(JSON.stringify(told));
    process.exit(0);
  })();
`;

test("Amazon's own client subscribes, each time by another way in, and is told what it asked for", async () => {
  const invoke = (_arn: string, _type: string, event: unknown) =>
    Promise.resolve({
      payload: { isAuthorized: (event as { authorizationToken: string }).authorizationToken === 'let me in' },
    });
  const resolvers = [computing(unit('return {};', 'return ctx.args;'), 'Mutation', 'vote')];
  const api = createApiWith([byKey, byFunction(), byPool()], { invoke }, { schema: SCHEMA, resolvers });
  const server = await serveApi(() => api, { port: 0 });
  try {
    const given = JSON.stringify({ endpoint: server.url, apiKey: API_KEY, pool: pool.sign({}) });
    const cwd = join(__dirname, '../..');
    const { stdout } = await promisify(execFile)(process.execPath, ['--eval', CLIENT, given], { cwd });
    const told = JSON.parse(stdout) as (readonly [string, unknown])[];
    const of = (name: string) => told.flatMap(([one, what]) => (one === name ? [what] : []));
    const films = ['Alien', 'Cube'].map((film) => ({ onVote: { film } }));
    expect([of('key'), of('function')]).toEqual([films, films]);
    const denied =
      '{"errors":[{"errorType":"Unauthorized","message":"Not Authorized to access onVote on type Subscription"}]}';
    expect(of('denied')).toEqual([`Connection failed: ${denied}`]);
  } finally {
    await server.close();
  }
});
