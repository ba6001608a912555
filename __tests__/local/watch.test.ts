import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { watchFolders, type WatchFolder } from '../../local/watch';

const places: string[] = [];
afterAll(() => places.forEach((root) => rmSync(root, { recursive: true })));

/** A checkout with a watched folder, `api`, with one below it, and one that nobody watches. */
function checkout(): string {
  const root = mkdtempSync(join(tmpdir(), 'trinity-watch-'));
  places.push(root);
  mkdirSync(join(root, 'api/resolvers'), { recursive: true });
  writeFileSync(join(root, 'api/resolvers/a.ts'), 'before');
  mkdirSync(join(root, 'other'));
  return root;
}

const fails = (folder: string, error: Error): void => {
  throw new Error(folder, { cause: error });
};

/** Longer than an editor needs for one file; shorter than the watcher waits is no end of a change. */
const LONG_ENOUGH = 1000;
const TOO_SHORT = 50;

describe('a change', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** A watcher that is told of changes by the test. */
  function start(onChange: () => Promise<void>) {
    const root = checkout();
    const listeners = new Map<string, Parameters<WatchFolder>[1]>();
    const watcher = watchFolders(root, ['api', 'not-there'], {
      onChange,
      onUnwatched: fails,
      watchFolder(folder, listener) {
        listeners.set(folder, listener);
        return { close: () => void listeners.delete(folder) };
      },
    });
    const change = (name = 'a.ts') => listeners.get(join(root, 'api/resolvers'))?.('change', name);
    return { root, watcher, listeners, change };
  }

  it('is watched for in the folders that are there, and in the checkout, where they may come', () => {
    const { root, listeners, watcher } = start(() => Promise.resolve());
    expect([...listeners.keys()]).toEqual([root, join(root, 'api'), join(root, 'api/resolvers')]);
    watcher.close();
    expect(listeners.size).toBe(0);
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

  it.each(['.a.ts.swp', '.#a.ts', 'a.ts~'])('of a copy that an editor keeps, %s, is none', async (name) => {
    const onChange = jest.fn(() => Promise.resolve());
    const { change } = start(onChange);
    change(name);
    await jest.advanceTimersByTimeAsync(LONG_ENOUGH);
    expect(onChange).not.toHaveBeenCalled();
  });
});

test('a folder that cannot be watched is named, and the others are', () => {
  const root = checkout();
  const named: string[] = [];
  const watched: string[] = [];
  const watchFolder: WatchFolder = (folder) => {
    if (folder.endsWith('resolvers')) throw Object.assign(new Error('no watches left'), { code: 'ENOSPC' });
    watched.push(folder);
    return { close: () => undefined };
  };
  const onUnwatched = (folder: string, { message }: Error) => named.push(`${folder}: ${message}`);
  watchFolders(root, ['api'], { onChange: () => Promise.resolve(), onUnwatched, watchFolder }).close();
  expect(named).toEqual([`${join(root, 'api/resolvers')}: no watches left`]);
  expect(watched).toEqual([root, join(root, 'api')]);
});

describe('the file system', () => {
  /** Watches `api` of a new checkout. Each change is waited for: it is seen, or the test never ends. */
  function start() {
    const root = checkout();
    let calls = 0;
    let called: () => void = () => undefined;
    const watcher = watchFolders(root, ['api'], {
      onUnwatched: fails,
      onChange: () => {
        calls += 1;
        called();
        return Promise.resolve();
      },
    });
    const path = (file: string) => join(root, file);
    const after = async (change: () => void): Promise<void> => {
      const next = new Promise<void>((resolve) => (called = resolve));
      change();
      await next;
    };
    /** As vim, `sed -i`, `mv` and git do it. */
    const replace = (file: string, text: string) => {
      const beside = join(dirname(path(file)), '.new');
      writeFileSync(beside, text);
      renameSync(beside, path(file));
    };
    return { path, after, replace, calls: () => calls, close: () => watcher.close() };
  }

  it.each(['api/b.ts', 'api/resolvers/b.ts', 'api/resolvers/a.ts'])('tells of %s, written', async (file) => {
    const { path, after, close } = start();
    await after(() => {
      writeFileSync(path('other/c.ts'), 'not watched');
      writeFileSync(path(file), 'changed');
    });
    close();
  });

  it('tells of each save of a file that is replaced', async () => {
    const { path, after, replace, close } = start();
    await after(() => replace('api/resolvers/a.ts', 'once'));
    await after(() => replace('api/resolvers/a.ts', 'twice'));
    await after(() => writeFileSync(path('api/resolvers/a.ts'), 'in place'));
    close();
  });

  it('tells of a file that is deleted, and made again', async () => {
    const { path, after, close } = start();
    await after(() => rmSync(path('api/resolvers/a.ts')));
    await after(() => writeFileSync(path('api/resolvers/a.ts'), 'again'));
    await after(() => writeFileSync(path('api/resolvers/a.ts'), 'and again'));
    close();
  });

  it.each(['api/resolvers', 'api'])('tells of a save in %s after it was replaced', async (folder) => {
    const { path, after, close } = start();
    cpSync(path(folder), path('other/copy'), { recursive: true });
    await after(() => {
      rmSync(path(folder), { recursive: true });
      renameSync(path('other/copy'), path(folder));
    });
    await after(() => writeFileSync(path('api/resolvers/a.ts'), 'in the new folder'));
    close();
  });

  it('tells of a save in a folder that came later, and in one below it', async () => {
    const { path, after, close } = start();
    await after(() => {
      mkdirSync(path('api/new/deep'), { recursive: true });
      writeFileSync(path('api/new/deep/b.ts'), 'with its folder');
    });
    await after(() => writeFileSync(path('api/new/deep/b.ts'), 'once more'));
    await after(() => rmSync(path('api/new'), { recursive: true }));
    await after(() => mkdirSync(path('api/new')));
    await after(() => writeFileSync(path('api/new/c.ts'), 'where it was before'));
    close();
  });

  it('tells nothing of what nobody watches', async () => {
    const { path, after, calls, close } = start();
    writeFileSync(path('other/c.ts'), 'not watched');
    writeFileSync(path('c.ts'), 'not watched');
    await after(() => writeFileSync(path('api/b.ts'), 'watched')); // events come in order
    expect(calls()).toBe(1);
    close();
  });
});
