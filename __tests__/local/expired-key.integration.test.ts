import type { LocalEvent } from '../../local/events';
import { startLocal } from '../../local/run';
import { copyCheckout } from '../support/checkout';

const checkout = copyCheckout();
afterAll(() => checkout.remove());

test('a key that has expired lets nobody in, as in AppSync, and the start says what to do', async () => {
  const events: LocalEvent[] = [];
  let now = Date.now();
  const run = await startLocal({ root: checkout.root, now: () => now, onEvent: (event) => events.push(event) });
  const ask = async () => {
    const response = await fetch(run.endpoint, {
      method: 'POST',
      headers: { 'x-api-key': run.apiKey! },
      body: '{"query":"{ __typename }"}',
    });
    return [response.status, response.headers.get('x-amzn-errortype')];
  };
  const expires = run.stack().api.apiKeys[0]?.expires ?? '';
  const warnings = () => events.filter(({ type }) => type === 'key-expired');

  now = Date.parse(expires) - 1;
  expect(await ask()).toEqual([200, null]);
  expect(warnings()).toEqual([]);

  now = Date.parse(expires);
  expect(await ask()).toEqual([401, 'UnauthorizedException']);
  const message = `A request was refused: its API key has expired, at ${expires}.`;
  expect(events).toContainEqual({ type: 'resolver-log', entry: { level: 'ERROR', message } });
  expect(() => run.sign()).toThrow('The API trinity-api-dev takes no tokens of a user pool. Its user pools: none.');
  await run.close();

  const late = {
    root: checkout.root,
    build: false,
    now: () => now,
    onEvent: (event: LocalEvent) => events.push(event),
  };
  await (await startLocal(late)).close();
  expect(warnings()).toEqual([{ type: 'key-expired', expires, environment: 'dev' }]);
});
