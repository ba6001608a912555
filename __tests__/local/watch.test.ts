import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { watchFolders } from '../../local/watch';

const root = mkdtempSync(join(tmpdir(), 'trinity-watch-'));
mkdirSync(join(root, 'api/resolvers'), { recursive: true });
mkdirSync(join(root, 'other'));
afterAll(() => rmSync(root, { recursive: true }));

/** Longer than an editor needs for one file; shorter than the watcher waits is no end of a change. */
const LONG_ENOUGH = 1000;
const TOO_SHORT = 50;

describe('a change', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** A watcher that is told of changes by the test. */
  function start(onChange: () => Promise<void>) {
    const folders: string[] = [];
    let change: () => void = () => undefined;
    let isOpen = true;
    const watcher = watchFolders(root, ['api', 'not-there'], onChange, (folder, listener) => {
      folders.push(folder);
      change = listener;
      return { close: () => void (isOpen = false) };
    });
    return { watcher, folders, change: () => change(), isOpen: () => isOpen };
  }

  it('is watched for in the folders that are there', () => {
    const { folders, watcher, isOpen } = start(() => Promise.resolve());
    expect(folders).toEqual([join(root, 'api')]);
    watcher.close();
    expect(isOpen()).toBe(false);
  });

  it('of several files together calls once', async () => {
    const onChange = jest.fn(() => Promise.resolve());
    const { change } = start(onChange);
    for (let file = 0; file < 5; file++) {
      change();
      await jest.advanceTimersByTimeAsync(TOO_SHORT);
    }
    expect(onChange).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    expect(onChange).toHaveBeenCalledTimes(1);
    change();
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('during a call brings another call after it, never two at once', async () => {
    const ends: (() => void)[] = [];
    const { change } = start(() => new Promise((resolve) => ends.push(resolve)));
    change();
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    change();
    change();
    await jest.advanceTimersByTimeAsync(10 * LONG_ENOUGH);
    expect(ends).toHaveLength(1);
    ends[0]!();
    await jest.advanceTimersByTimeAsync(10 * LONG_ENOUGH);
    expect(ends).toHaveLength(2);
  });

  it('before the watcher was closed calls no more', async () => {
    const onChange = jest.fn(() => Promise.resolve());
    const { change, watcher } = start(onChange);
    change();
    watcher.close();
    change();
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    expect(onChange).not.toHaveBeenCalled();
  });
});

it.each(['api/a.ts', 'api/resolvers/b.ts'])('sees the file system: %s', async (file) => {
  let watcher = { close(): void {} };
  const changed = new Promise<void>((resolve) => {
    watcher = watchFolders(root, ['api'], () => Promise.resolve(resolve()));
  });
  writeFileSync(join(root, 'other/c.ts'), 'not watched');
  writeFileSync(join(root, file), 'changed');
  await changed;
  watcher.close();
});
