import { isDeepStrictEqual } from 'node:util';
import { createMasker } from '../plan/mask';
import { EMPTY_PLAN, type Importing, type Plan, type ResourceChange } from '../plan/model';
import type { JsonObject } from '../plan/value';
import { hideNames } from '../plan/names';
import { withDefaults } from '../resources/defaults';
import { blocksIn, instancesOf, type Instance } from './instances';
import { compareOutputs } from './outputs';
import { placesOf, providerNames } from './providers';
import { readRelocations } from './relocation';
import { renamesOf, underNewNames } from './renames';
import { replacePathsOf, replaceSteps } from './replacement';
import { collectSecrets, withoutSecrets } from './secrets';
import { compareSettings } from './settings';

/**
 * What differs between two configurations in Terraform's JSON syntax, such as two `cdk.tf.json`. No state is looked at: a
 * resource that has never been deployed is `delete`d, too, and what Terraform would set anyway counts as a change.
 *
 * Values are masked; references stay as they are written: `${aws_sqs_queue.films.arn}`, but to what has another address
 * afterwards, which has that one on both sides. What is no resource (backend, providers, variables, locals, data sources …)
 * is an `update` of something with its own name, unless one side is missing.
 *
 * @param before undefined when there is no such configuration yet: all is created
 * @param after undefined when there is none any more: all is destroyed
 */
export function compareSyntheses(before: JsonObject | undefined, after: JsonObject | undefined): Plan {
  const masker = createMasker();
  const next = after ?? {};
  const prior = before ? comparable(before, next) : {};
  for (const document of [prior, next]) collectSecrets(document, masker);
  const resources = compareResources(prior, next);
  const settings = before && after ? compareSettings(prior, next, resources) : [];
  const plan: Plan = {
    ...EMPTY_PLAN,
    source: 'synthesis',
    ...placesOf([prior, next]),
    resources: [...resources, ...settings].map((change) => withoutSecrets(change, masker)),
    outputs: compareOutputs(prior, next, masker),
  };
  return hideNames(plan, masker.hide);
}

/** The older document, in the newer one's names: to whatever it refers, it is another one only where the object is. */
function comparable(prior: JsonObject, next: JsonObject): JsonObject {
  const [before, after] = instancesOf(prior, next);
  const { priorOf, importOf, isForgotten } = readRelocations(next, before, after);
  const pairs = [...after.values()].map((instance) => ({ instance, was: priorOf(instance) }));
  const kept = new Set(pairs.map(({ was }) => was));
  const renames = renamesOf(
    pairs,
    {
      forgotten: [...before.values()].filter((one) => !kept.has(one) && isForgotten(one)),
      imported: pairs.filter(({ instance, was }) => !was && importOf(instance)).map(({ instance }) => instance),
    },
    { prior, next },
  );
  return underNewNames(prior, renames);
}

function compareResources(prior: JsonObject, next: JsonObject): ResourceChange[] {
  const [before, after] = instancesOf(prior, next);
  const { priorOf, importOf, isForgotten } = readRelocations(next, before, after);
  const [providerBefore, providerAfter] = [providerNames(prior), providerNames(next)];
  const pairs = [...after.values()].map((instance) => ({ instance, was: priorOf(instance) }));
  const kept = new Set(pairs.map(({ was }) => was));
  const made = pairs.map(({ instance, was }) => ({
    ...describe(instance, was, was ? undefined : importOf(instance)),
    provider: providerAfter(instance),
  }));
  const configured = blocksIn(next);
  const gone = [...before.values()]
    .filter((instance) => !kept.has(instance))
    .map((instance) => ({
      ...remove(instance, reasonOf(instance, configured), isForgotten(instance) ? 'forget' : 'delete'),
      provider: providerBefore(instance),
    }));
  return [...made, ...gone].sort((a, b) => (a.address < b.address ? -1 : 1));
}

type Described = Omit<ResourceChange, 'provider'>;

function describe({ address, type, body }: Instance, was?: Instance, importing?: Importing): Described {
  const one = { address, type, unknown: {}, replacePaths: [], configured: new Set(Object.keys(body)) };
  const moved = was && was.address !== address ? { previousAddress: was.address } : {};
  if (!was && importing) return { ...one, action: 'update', steps: ['update'], importing, before: {}, after: body };
  if (!was) return { ...one, action: 'create', steps: ['create'], before: null, after: body };
  const [prior, next] = withDefaults(type, was.body, body);
  if (isDeepStrictEqual(prior, next)) {
    return { ...one, ...moved, action: 'no-op', steps: ['no-op'], before: null, after: null };
  }
  const changed = { ...one, ...moved, before: prior, after: next };
  const replacePaths = replacePathsOf(type, prior, next);
  if (replacePaths.length === 0) return { ...changed, action: 'update', steps: ['update'] };
  const reason = 'replace_because_cannot_update';
  return { ...changed, action: 'replace', steps: replaceSteps(body), reason, replacePaths };
}

function remove({ address, type, body }: Instance, reason: string, action: 'delete' | 'forget'): Described {
  const configured = new Set(Object.keys(body));
  return {
    address,
    type,
    action,
    steps: [action],
    reason,
    before: body,
    after: null,
    unknown: {},
    replacePaths: [],
    configured,
  };
}

/** In Terraform's words. @param configured blocks that are still there */
function reasonOf({ address, block, type }: Instance, configured: ReadonlySet<string>): string {
  if (!configured.has(block))
    return type === 'module' ? 'delete_because_no_module' : 'delete_because_no_resource_config';
  if (address.endsWith('"]')) return 'delete_because_each_key';
  return address.endsWith(']') ? 'delete_because_count_index' : 'delete_because_wrong_repetition';
}
