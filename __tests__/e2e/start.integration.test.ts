import { copyCheckout } from '../support/checkout';
import { Member } from '../support/graphql-client';
import { startCli } from '../support/start';

jest.setTimeout(300_000);

const checkout = copyCheckout();
afterAll(() => checkout.remove());

/** Runs under every Node that the project supports: `npm run test:nodes`. */
test('npm start answers, says nothing that Node, npm or a dependency would warn of, and ends with 0 on Ctrl-C', async () => {
  const run = startCli(checkout.root, ['--json', '--port', '0', '--no-demo']);
  const { endpoint, apiKey } = await run.ready;
  const { id } = await new Member(endpoint, apiKey).createRoom();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(await run.interrupt()).toBe(0);
  expect(run.errors()).not.toMatch(/warning|deprecated|\(node:\d+\)|^ +at /im);
});

test('for a program, it prints the addresses and the keys that a person is shown', async () => {
  const run = startCli(checkout.root, ['--system', 'booking', '--json', '--port', '0']);
  const ready = await run.ready;
  const origin = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string;
  expect(ready).toMatchObject({
    ...{ environment: 'dev', system: 'booking', dynamodbEndpoint: origin, functionsEndpoint: origin },
    made: { businesses: [{ tenantId: 'peluqueria-ana' }, { tenantId: 'oficina-central' }] },
  });
  const { businesses, token } = (ready as unknown as { made: Made }).made;
  expect(run.errors()).toContain(token);
  for (const { name, key } of businesses) {
    expect(run.errors()).toContain(key);
    const answer = await fetch(ready.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: key },
      body: '{"query":"{ business { name } }"}',
    });
    expect(await answer.json()).toEqual({ data: { business: { name } } });
  }
  expect(await run.interrupt()).toBe(0);
});

interface Made {
  readonly businesses: readonly { readonly name: string; readonly key: string }[];
  readonly token: string;
}
