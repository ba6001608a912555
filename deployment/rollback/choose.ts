import { isDeepStrictEqual } from 'node:util';
import { own } from '../../keys/own';
import { DeploymentError } from '../errors';
import type { LiveFunction, Move } from '../functions/aliases';
import type { Report } from '../report/schema';

/** Versions by function: `{ cache: '4', room: '2' }`. */
export type Versions = Readonly<Record<string, string>>;

/** Digits of a commit that are enough to name it. */
const LEAST_COMMIT = 7;

/**
 * What a rollback moves.
 *
 * @param to a deployment's id or the beginning of its commit, or `cache=4,room=2`. Default: the deployment that served
 *   before the one that serves now.
 * @param live what serves now
 * @param history the newest first
 * @param environment its name, for messages
 * @throws DeploymentError of the stage `invalid` when there is no such version to go to, or it serves already
 */
export function chooseMoves(
  to: string | undefined,
  live: readonly LiveFunction[],
  history: readonly Report[],
  environment: string,
): Move[] {
  const target = to === undefined ? previous(live, history, environment) : named(to, live, history, environment);
  const moves = live.flatMap(({ name, functionName, version }) => {
    const wanted = own(target, name);
    return wanted !== undefined && wanted !== version ? [{ name, functionName, from: version, to: wanted }] : [];
  });
  if (moves.length > 0) return moves;
  throw refuse(`Nothing to roll back: ${describeVersions(target)} serves already.`, environment);
}

/**
 * Works as undo does: a rollback takes back all that came after its target, so rolled back twice, it goes back twice,
 * and it never leads to what was rolled back from.
 */
function previous(live: readonly LiveFunction[], history: readonly Report[], environment: string): Versions {
  const served: Versions[] = [];
  for (const { kind, functions } of history.filter(isTarget).reverse()) {
    const versions = versionsOf(functions);
    if (kind === 'rollback') goBack(served, versions);
    else served.push(versions);
  }
  goBack(served, versionsOf(live)); // wherever a rollback that failed has left it
  const found = served
    .reverse()
    .find((versions) => live.some(({ name, version }) => differs(own(versions, name), version)));
  if (found) return found;
  throw refuse(`No earlier deployment of ${environment} is recorded.`, environment);
}

/** Drops what came after the last time that these versions served, if they ever did. */
function goBack(served: Versions[], versions: Versions): void {
  const last = served.findLastIndex((one) => isDeepStrictEqual(one, versions));
  if (last !== -1) served.length = last + 1;
}

const differs = (wanted: string | undefined, version: string): boolean => wanted !== undefined && wanted !== version;

/** What was seen to work. A deploy that failed records what served before it, not what it brought. */
const isTarget = ({ kind, status }: Report): boolean => status === (kind === 'deploy' ? 'SUCCESS' : 'ROLLED_BACK');

function named(to: string, live: readonly LiveFunction[], history: readonly Report[], environment: string): Versions {
  if (to.includes('=')) return parseVersions(to, live, environment);
  const isCommit = new RegExp(`^[0-9a-f]{${LEAST_COMMIT},40}$`).test(to);
  // A rollback runs from any checkout: its commit says nothing about what serves.
  const matches = history.filter(
    ({ id, kind, commit }) => id === to || (isCommit && kind === 'deploy' && commit?.sha.startsWith(to)),
  );
  const found = matches.find(isTarget);
  if (found) return versionsOf(found.functions);
  const [failed] = matches;
  if (failed) throw refuse(`The ${failed.kind} ${failed.id} failed: there is nothing of it to go to.`, environment);
  throw refuse(
    `No deployment of ${environment} has the id "${to}", or a commit that begins with it (${LEAST_COMMIT} digits or more).`,
    environment,
  );
}

function parseVersions(text: string, live: readonly LiveFunction[], environment: string): Versions {
  const known = live.map(({ name }) => name);
  if (known.length === 0) throw refuse(`Nothing is deployed in ${environment}.`, environment);
  const pairs = text.split(',').map((pair) => {
    const match = /^([a-z-]+)=(\d+)$/.exec(pair.trim());
    if (match && known.includes(match[1]!)) return [match[1]!, match[2]!] as const;
    const example = known.map((name) => `${name}=1`).join(',');
    throw refuse(
      `--to "${pair}" is no function and version. Functions are ${known.join(', ')}: ${example}.`,
      environment,
    );
  });
  const twice = pairs.find(([name], index) => pairs.findIndex((other) => other[0] === name) < index);
  if (twice) throw refuse(`--to "${text}" names ${twice[0]} twice.`, environment);
  return Object.fromEntries(pairs);
}

export const versionsOf = (functions: readonly Pick<LiveFunction, 'name' | 'version'>[]): Versions =>
  Object.fromEntries(functions.map(({ name, version }) => [name, version]));

export const describeVersions = (versions: Versions): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name}=${version}`)
    .join(',');

const refuse = (reason: string, environment: string): DeploymentError =>
  new DeploymentError('invalid', reason, `bin/trinity rollback ${environment} --list shows what there is.`);
