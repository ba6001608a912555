import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { watchFolders } from '../../local/watch';

const root = mkdtempSync(join(tmpdir(), 'trinity-watch-'));
mkdirSync(join(root, 'api/resolvers'), { recursive: true });
mkdirSync(join(root, 'other'));
afterAll(() => rmSync(root, { recursive: true }));

const touch = (file: string): void => writeFileSync(join(root, file), String(Math.random()));
/** Longer than the watcher waits for the end of a change. */
const settle = (): Promise<void> => delay(600);

it('calls once for several changes together', async () => {
  let calls = 0;
  const watcher = watchFolders(root, ['api', 'not-there'], () => Promise.resolve(void (calls += 1)));
  touch('api/a.ts');
  touch('api/resolvers/b.ts');
  touch('api/a.ts');
  await settle();
  expect(calls).toBe(1);
  touch('other/c.ts');
  await settle();
  expect(calls).toBe(1);
  watcher.close();
});

it('sees a change in a folder below', async () => {
  let calls = 0;
  const watcher = watchFolders(root, ['api'], () => Promise.resolve(void (calls += 1)));
  touch('api/resolvers/b.ts');
  await settle();
  expect(calls).toBe(1);
  watcher.close();
});

it('never calls twice at once, and calls again for a change during a call', async () => {
  let running = 0;
  let most = 0;
  let calls = 0;
  const watcher = watchFolders(root, ['api'], async () => {
    [running, calls] = [running + 1, calls + 1];
    most = Math.max(most, running);
    await delay(700);
    running -= 1;
  });
  touch('api/a.ts');
  await delay(400);
  touch('api/a.ts');
  await delay(2500);
  expect([calls, most]).toEqual([2, 1]);
  watcher.close();
});

it('does not call any more when it is closed', async () => {
  let calls = 0;
  const watcher = watchFolders(root, ['api'], () => Promise.resolve(void (calls += 1)));
  touch('api/a.ts');
  await delay(20);
  watcher.close();
  await settle();
  expect(calls).toBe(0);
});
