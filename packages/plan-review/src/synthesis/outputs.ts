import { isDeepStrictEqual } from 'node:util';
import type { Masker } from '../plan/mask';
import type { OutputChange } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { blocksOf } from './blocks';
import { withoutSecretsIn } from './secrets';

/** Outputs of both documents, as they are: what is sensitive of them is masked here. */
export function compareOutputs(before: JsonObject, after: JsonObject, masker: Masker): OutputChange[] {
  const [prior, next] = [outputsOf(before), outputsOf(after)];
  const names = [...new Set([...prior.keys(), ...next.keys()])].sort();
  return names.map((name) => {
    const [one, other] = [prior.get(name), next.get(name)];
    const action = !one ? 'create' : !other ? 'delete' : isDeepStrictEqual(one, other) ? 'no-op' : 'update';
    // Whether it is sensitive is shown where that is what changes.
    const isWhole = one !== undefined && other !== undefined && !isDeepStrictEqual(besides(one), besides(other));
    const show = (body: JsonObject | undefined): Json => {
      if (!body) return null;
      const value = maskValue(body, masker, `output.${name}`);
      return isWhole ? { ...withoutSecretsIn(besides(body), masker), value } : value;
    };
    return { name, action, before: show(one), after: show(other), unknown: false };
  });
}

const outputsOf = (document: JsonObject): Map<string, JsonObject> =>
  new Map(blocksOf(document, 'output').map(({ labels, body }) => [labels.join('.'), body]));

const besides = ({ value: _value, ...rest }: JsonObject): JsonObject => rest;

function maskValue({ value = null, sensitive }: JsonObject, masker: Masker, place: string): Json {
  return sensitive === true ? masker.mask(value, true, place) : withoutSecretsIn(value, masker);
}
