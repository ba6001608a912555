import { serveApi, type GraphiqlPage } from '../../packages/appsync-js/src';
import { systemOf } from '../../local/systems';
import { openTab, type Tab } from '../support/chromium';
import { describeUnless, whyMissing } from '../support/loud-skip';
import { API_KEY, ask, computing, createTestApi, unit } from './test-api';

const SCHEMA = `
  type Query { value(input: AWSJSON): AWSJSON }
  type Mutation { say(word: String): String }
  type Subscription { said: String @aws_subscribe(mutations: ["say"]) }`;
const api = createTestApi({
  schema: SCHEMA,
  resolvers: [
    computing(unit('return {};', 'return "yes";')),
    computing(unit('return {};', 'return ctx.args.word;'), 'Mutation', 'say'),
  ],
});

describeUnless(whyMissing(['chromium']), 'GraphiQL in a browser', () => {
  let shown: string | undefined;
  const query: GraphiqlPage['query'] = (address) => systemOf('room-cache').query(address, shown);
  let page: GraphiqlPage = { headers: { 'x-api-key': API_KEY }, query };
  let server: Awaited<ReturnType<typeof serveApi>>;
  let tab: Tab;

  beforeAll(async () => {
    server = await serveApi(() => api, { port: 0, page: () => page });
    tab = await openTab();
  });
  afterAll(async () => {
    await tab?.close();
    await server?.close();
  });

  /** The query that the editor has, once it is there. */
  async function queryAt(path: string): Promise<string> {
    await tab.visit(new URL(path, server.url).href);
    return tab.evaluate<string>(`new Promise((resolve) => {
      const look = () => {
        const editor = document.querySelector('.graphiql-query-editor .CodeMirror');
        if (editor) resolve(editor.CodeMirror.getValue());
        else requestAnimationFrame(look);
      };
      look();
    })`);
  }

  test('opens with the films of the room that its address names, whatever was open before', async () => {
    expect(await queryAt('/?roomId=3f0c"8d')).toContain('roomMovies(roomId: "3f0c\\"8d", from: 0) {');
    expect(await queryAt('/?roomId=another')).toContain('roomMovies(roomId: "another", from: 0) {');
    shown = 'of-the-demo';
    expect(await queryAt('/')).toContain('roomMovies(roomId: "of-the-demo", from: 0) {');
    expect(await queryAt('/?roomId=another')).toContain('roomMovies(roomId: "another", from: 0) {');
  });

  test('opens with a mutation that makes a room, where there is none', async () => {
    shown = undefined;
    expect(await queryAt('/')).toContain('createRoom(input: { name: "Friday night"');
  });

  test('shows what mutations tell, as long as it subscribes', async () => {
    const subscribed = new Promise((resolve) => {
      const subscribe = api.subscribe.bind(api);
      api.subscribe = async (...given) => {
        const begun = await subscribe(...given);
        resolve(begun);
        return begun;
      };
    });
    await queryAt('/');
    const say = (word: string) => ask(api, `mutation { say(word: "${word}") }`);
    const shown = (text: string) => `new Promise((resolve) => {
      const look = () => {
        const found = document.querySelector('.graphiql-response .CodeMirror')?.CodeMirror.getValue() ?? '';
        if (found.includes(${JSON.stringify(text)})) resolve(found);
        else requestAnimationFrame(look);
      };
      look();
    })`;
    /** Writes a query, and runs it once GraphiQL has read it: that is a moment later. */
    const run = (query: string) =>
      tab.evaluate(`new Promise((resolve) => {
        const editor = document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror;
        editor.setValue(${JSON.stringify(query)});
        const look = () => {
          if (editor.documentAST?.loc.source.body !== editor.getValue()) return requestAnimationFrame(look);
          document.querySelector('.graphiql-execute-button').click();
          resolve();
        };
        look();
      })`);
    await run('subscription { said }');
    expect(await subscribed).not.toHaveProperty('status');
    for (const said of ['"one"', '"ñ ☂"']) {
      await say(JSON.parse(said) as string);
      expect(JSON.parse(await tab.evaluate<string>(shown(said)))).toEqual({
        data: { said: JSON.parse(said) as string },
      });
    }
    await queryAt('/');
    await run('{ value }');
    expect(JSON.parse(await tab.evaluate<string>(shown('yes')))).toEqual({ data: { value: '"yes"' } });
  });

  test('says why it has no schema, above an editor that works', async () => {
    page = { ...page, noSchema: 'prod shows no client its schema' };
    await queryAt('/?roomId=in-prod');
    expect(await tab.evaluate<string>("document.querySelector('p').textContent")).toBe(
      'prod shows no client its schema',
    );
    expect(await tab.evaluate<boolean>('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
  });
});
