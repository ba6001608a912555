import type { Finding } from './parsed';
import { isPlaceholder } from './placeholder';
import { formatPath, type Problem } from './problem';
import type { Environment } from './schema';
import { ofEachSection } from './systems';
import { fileOf } from './names';

/** A check of one environment at a point in time (epoch milliseconds). */
type Readiness = (environment: Environment, now: number) => Finding[];

/**
 * What keeps an environment from being deployed, though it can be synthesized, tested and run on a laptop: a date that
 * AppSync would refuse, and the placeholders that the project comes with.
 *
 * @param now epoch milliseconds. Default: the clock.
 */
export function beforeDeploy(environments: readonly Environment[], now: number = Date.now()): Problem[] {
  return environments.flatMap((environment) =>
    [sectionsAreReady, accountIsSet, addressesAreSet].flatMap((check: Readiness) =>
      check(environment, now).map((finding) => ({
        ...finding,
        file: fileOf(environment.name),
        path: formatPath(finding.path),
      })),
    ),
  );
}

const sectionsAreReady: Readiness = (environment, now) =>
  ofEachSection(environment, (path, judge, section) =>
    judge.beforeDeploy(section, now).map((finding) => ({
      ...finding,
      path: [...path, ...finding.path],
    })),
  );

const accountIsSet: Readiness = ({ account }) =>
  isPlaceholder(account)
    ? [{ path: ['account'], value: account, allowed: 'the id of an account of yours; this one is a placeholder' }]
    : [];

/** example.com belongs to nobody (RFC 2606). */
const addressesAreSet: Readiness = ({ notify }) =>
  notify
    .filter((address) => address.endsWith('@example.com'))
    .slice(0, 1)
    .map((value) => ({
      path: ['notify'],
      value,
      allowed: 'addresses that somebody reads; this one is a placeholder',
    }));
