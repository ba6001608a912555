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
