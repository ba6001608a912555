import { ConfigurationError, loadEnvironments, type Environment, type Problem } from '../../environments';
import { dev as devAsDeclared } from '../../environments/dev';
import { prod as prodAsDeclared } from '../../environments/prod';
import type { RoomCache } from '../../environments/room-cache/schema';
import { staging as stagingAsDeclared } from '../../environments/staging';
import { omit } from '../../keys/entries';

/** The environments as their files have them, but in no further regions: a test of those says itself which. */
export const dev: Environment = omit(devAsDeclared, 'regions');
export const staging: Environment = omit(stagingAsDeclared, 'regions');
export const prod: Environment = omit(prodAsDeclared, 'regions');

export const FILES = {
  'environments/dev.ts': dev,
  'environments/staging.ts': staging,
  'environments/prod.ts': prod,
};

/** Another value at each path, such as `systems.roomCache.tables.rooms.billing.mode`; undefined takes away what is there. */
export type Changes = Readonly<Record<string, unknown>>;

/** A copy of a value, changed. */
export function change(value: unknown, changes: Changes): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  for (const [path, changed] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce(
      (inner, key) => (inner[key] ??= {}) as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
    if (changed === undefined) delete parent[last];
    else parent[last] = changed;
  }
  return copy;
}

/** What the loader says of these files; nothing when it takes them. */
export function problemsOf(files: Readonly<Record<string, unknown>>): readonly Problem[] {
  try {
    loadEnvironments(files);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

/** What the loader says when one file is changed and the others are as they should be. */
export function problemsIn(file: keyof typeof FILES, changes: Changes): readonly Problem[] {
  return problemsOf({ ...FILES, [file]: change(FILES[file], changes) });
}

/** An environment with other settings of its room cache. */
export function withRoomCache(environment: Environment, changes: Partial<RoomCache>): Environment {
  const { systems } = environment;
  return { ...environment, systems: { ...systems, roomCache: { ...systems.roomCache, ...changes } } };
}
