import { isDeepStrictEqual } from 'node:util';
import type { ResourceChange } from '../plan/model';
import type { JsonObject } from '../plan/value';
import { blocksOf } from './blocks';
import { unexplained } from './relocation';

/** Compared elsewhere. */
const ELSEWHERE = ['//', 'resource', 'module', 'output', 'moved', 'import', 'removed'];

/**
 * What decides on resources without being one: the backend, providers, variables, locals, data sources, checks, and
 * whatever else Terraform may read. A difference in it counts as a change of something of that name, such as
 * `provider.aws` or `data.aws_iam_policy_document.room`: what it does to the resources is not known without Terraform.
 *
 * @param changes of the resources, which show what most `moved`, `import` and `removed` blocks do
 */
export function compareSettings(
  before: JsonObject,
  after: JsonObject,
  changes: readonly ResourceChange[],
): ResourceChange[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)].filter((one) => !ELSEWHERE.includes(one)));
  const pairs = [...keywords].sort().flatMap((keyword) => pairsOf(keyword, before, after));
  const relocations = (['moved', 'import', 'removed'] as const).map((keyword): Pair => {
    const [one, other] = [unexplained(keyword, before, changes), unexplained(keyword, after, changes)];
    return [keyword, keyword, one, other];
  });
  return [...pairs, ...relocations].flatMap(([address, type, one = {}, other = {}]) =>
    isDeepStrictEqual(one, other) ? [] : [changeOf(address, type, one, other)],
  );
}

type Pair = readonly [address: string, type: string, before: JsonObject | undefined, after: JsonObject | undefined];

function pairsOf(keyword: string, before: JsonObject, after: JsonObject): Pair[] {
  const [prior, next] = [settingsOf(keyword, before), settingsOf(keyword, after)];
  const addresses = new Set([...prior.keys(), ...next.keys()]);
  return [...addresses].sort().map((address) => [address, keyword, prior.get(address), next.get(address)]);
}

function settingsOf(keyword: string, document: JsonObject): Map<string, JsonObject> {
  const settings = new Map<string, JsonObject>();
  for (const { labels, body } of blocksOf(document, keyword)) {
    const alias = keyword === 'provider' && typeof body.alias === 'string' ? [body.alias] : [];
    const address = [keyword, ...labels, ...alias].join('.');
    let free = address;
    for (let number = 2; settings.has(free); number += 1) free = `${address} (${number})`;
    settings.set(free, body);
  }
  return settings;
}

const changeOf = (address: string, type: string, before: JsonObject, after: JsonObject): ResourceChange => ({
  address,
  type,
  provider: '',
  action: 'update',
  steps: ['update'],
  before,
  after,
  unknown: {},
  replacePaths: [],
  configured: new Set(Object.keys(after)),
});
