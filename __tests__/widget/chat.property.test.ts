import fc from 'fast-check';
import { FakeApi, FakeBrowser, settled, Tab, type Fate } from './fake-api';

const fates = fc.array(fc.constantFrom<Fate>('answered', 'lost', 'down', 'limited', 'refused'), { maxLength: 8 });
const events = fc.array(fc.constantFrom('tick', 'online', 'reload', 'second tab'), { maxLength: 8 });

test('whatever the network does, and however often the page is loaded again, each message is heard once, in order', async () => {
  const messages = fc.array(fc.record({ fates, events }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(messages, async (said) => {
      const [api, browser] = [new FakeApi(), new FakeBrowser()];
      let tabs = [new Tab(browser, api)];
      const start = async (tab: Tab): Promise<void> => {
        tab.chat.resume();
        void tab.chat.open();
        await settled();
      };
      await start(tabs[0]!);
      for (const [index, { fates, events }] of said.entries()) {
        api.fates = [...fates];
        expect(tabs[0]!.chat.send(`message ${index}`)).toBe(true);
        await settled();
        for (const event of events) {
          if (event === 'tick') for (const tab of tabs) await tab.tick();
          if (event === 'online') for (const tab of tabs) tab.chat.retry();
          if (event === 'reload') {
            for (const tab of tabs) tab.close();
            browser.leave();
            tabs = [new Tab(browser, api)];
            await start(tabs[0]!);
          }
          if (event === 'second tab') {
            tabs.push(new Tab(browser, api));
            await start(tabs.at(-1)!);
          }
          await settled();
        }
        api.fates = []; // the network is there again
        for (let turn = 0; turn < 4; turn += 1) {
          for (const tab of tabs) {
            await tab.tick();
            tab.chat.retry();
            await settled();
            await tab.chat.follow();
          }
        }
        expect(api.heard).toEqual(said.slice(0, index + 1).map((_, at) => `message ${at}`));
        for (const tab of tabs) {
          expect(tab.state).not.toBe('unsent');
          expect(tab.store.read()).toEqual({ id: expect.any(String) as string, revision: 2 * (index + 1) });
          expect(tab.shown.filter((line) => line === `> message ${index}`).length).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 300 },
  );
});
