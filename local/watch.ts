import { readdirSync, statSync, watch } from 'node:fs';
import { join, sep } from 'node:path';

/** Milliseconds without a change until one counts as over: editors write a file in several steps, git a whole branch. */
const quiet = 80;

/** Folders of a checkout of which a change is loaded by a local run. */
export const WATCHED = [
  'api',
  'browser',
  'environments',
  'functions',
  'keys',
  'model',
  'pages',
  'stacks',
  'widget',
] as const;

/**
 * Tells a listener what happens in one folder, not below it: `rename` when a name appears or disappears, `change` when a
 * file is written to. Without a name, it is not known what has happened.
 */
export type WatchFolder = (
  folder: string,
  listener: (event: 'rename' | 'change', name: string | null) => void,
) => { close(): void };

export interface WatchOptions {
  /**
   * Called after files have changed, never twice at once: a change during a call brings another call after it.
   *
   * @param since when the last file was saved, by `performance.now()`
   */
  readonly onChange: (since: number) => Promise<void>;
  /** A folder cannot be watched: what changes in it is not seen. */
  readonly onUnwatched: (folder: string, error: Error) => void;
  /** Default: the file system's. */
  readonly watchFolder?: WatchFolder;
}

/**
 * Watches folders of a checkout, and all below them. They may be replaced, come later, or go. Names that begin with a dot or
 * end with a tilde are left out: editors keep copies under them while somebody types.
 */
export function watchFolders(root: string, folders: readonly string[], options: WatchOptions): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  let [running, again, closed] = [false, false, false];

  const changed = (): void => {
    since = performance.now();
    if (running) again = true;
    else schedule();
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void run(), quiet);
  };
  const run = async (): Promise<void> => {
    running = true;
    try {
      await options.onChange(since);
    } finally {
      running = false;
      if (again) schedule();
      again = false;
    }
  };
  const tree = watchTree(root, folders, changed, options);
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      tree.close();
    },
  };
}

/**
 * A watcher for each folder. One that watches all below a folder (`recursive`) loses each file that is replaced, on Linux: it
 * watches the file that was there before. A folder's own watcher sees names come and go.
 */
function watchTree(
  root: string,
  folders: readonly string[],
  changed: () => void,
  { onUnwatched, watchFolder = watchOne }: WatchOptions,
): { close(): void } {
  const watchers = new Map<string, { close(): void }>();

  const remove = (path: string): void => {
    for (const [folder, watcher] of watchers) {
      if (folder !== path && !folder.startsWith(path + sep)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  const add = (folder: string, isWatched: (name: string) => boolean): void => {
    remove(folder);
    try {
      // The watcher first: what comes after the list was read is seen by it.
      const watcher = watchFolder(folder, (event, name) => {
        if (name === null) add(folder, isWatched);
        else if (!isWatched(name)) return;
        else if (event === 'rename') look(join(folder, name)); // by now it may be another folder than the one that was watched
        changed();
      });
      watchers.set(folder, watcher);
      for (const name of readdirSync(folder)) if (isWatched(name)) look(join(folder, name));
    } catch (error) {
      remove(folder);
      if (statSync(folder, { throwIfNoEntry: false })) onUnwatched(folder, error as Error);
    }
  };
  const look = (path: string): void => {
    remove(path);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) add(path, isSource);
  };
  add(root, (name) => folders.includes(name));
  return { close: () => remove(root) };
}

const isSource = (name: string): boolean => !/^\.|~$/.test(name);

const watchOne: WatchFolder = (folder, listener) => watch(folder, listener).on('error', () => listener('rename', null)); // Windows, of a folder that is deleted
