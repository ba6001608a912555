import type { Problem } from './problem';
import type { Environment } from './schema';

const DAY = 24 * 60 * 60 * 1000;

/** A check of one environment at a point in time (epoch milliseconds); undefined when there is nothing to say. */
type Check = (environment: Environment, now: number) => Omit<Problem, 'file'> | undefined;

/**
 * What keeps an environment from being deployed, though it can be synthesized, tested and run on a laptop: a date that
 * AppSync would refuse, and the placeholders that the project comes with.
 *
 * @param now epoch milliseconds. Default: the clock.
 */
export function beforeDeploy(environments: readonly Environment[], now: number = Date.now()): Problem[] {
  return environments.flatMap((environment) =>
    [keyExpiresInTime, accountIsSet, addressesAreSet].flatMap((check: Check) => {
      const problem = check(environment, now);
      return problem ? [{ file: `environments/${environment.name}.ts`, ...problem }] : [];
    }),
  );
}

/** AppSync takes an expiry between one day and 365 days from when it is set. */
function keyExpiresInTime({ api: { auth } }: Environment, now: number): ReturnType<Check> {
  const days = (Date.parse(auth.expires) - now) / DAY;
  if (days >= 1 && days <= 365) return undefined;
  const allowed = `a time between ${day(now + DAY)} and ${day(now + 365 * DAY)}${days < 0 ? '; this one is past' : ''}`;
  return { path: 'api.auth.expires', value: auth.expires, allowed };
}

function accountIsSet({ account }: Environment): ReturnType<Check> {
  if (!isPlaceholder(account)) return undefined;
  return { path: 'account', value: account, allowed: 'the id of an account of yours; this one is a placeholder' };
}

/** Twelve times one digit: what the project comes with. */
export const isPlaceholder = (account: string): boolean => new Set(account).size === 1;

/** example.com belongs to nobody (RFC 2606). */
function addressesAreSet({ alarms: { notify } }: Environment): ReturnType<Check> {
  const placeholder = notify.find((address) => address.endsWith('@example.com'));
  if (!placeholder) return undefined;
  return {
    path: 'alarms.notify',
    value: placeholder,
    allowed: 'addresses that somebody reads; this one is a placeholder',
  };
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);
