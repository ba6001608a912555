import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Editors write a file in several steps; milliseconds without a change until one counts as over. */
const quiet = 150;

/** Folders of a checkout of which a change is loaded by a local run. */
export const WATCHED = ['api', 'environments', 'functions', 'keys', 'stacks'] as const;

/** Tells a listener of every change below a folder. */
export type WatchFolder = (folder: string, listener: () => void) => { close(): void };

/**
 * Calls back after files below the folders have changed; never twice at once. A change during a call brings another
 * call after it.
 */
export function watchFolders(
  root: string,
  folders: readonly string[],
  onChange: () => Promise<void>,
  watchFolder: WatchFolder = (folder, listener) => watch(folder, { recursive: true }, listener),
): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let closed = false;

  const schedule = (): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void run(), quiet);
  };
  const run = async (): Promise<void> => {
    if (running) return schedule();
    running = true;
    await onChange().finally(() => (running = false));
  };

  const watchers = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .map((folder) => watchFolder(folder, schedule));
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
