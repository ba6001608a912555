import { own } from '../../../../keys/own';
import { isObject } from '../plan/json';
import { hideImporting, secretOfId } from '../plan/names';
import type { Masker } from '../plan/mask';
import type { ResourceChange } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { blocksOf } from './blocks';
import { addressIn, blockOf } from './relocation';

/**
 * A synthesis has no provider that says what is secret: an argument, or a variable of a function, with such a name is
 * taken for it.
 */
const SECRET =
  /(?:^|[_-])(?:pass(?:word|wd|phrase)|secret(?:_string|_binary|_key)?|access_key|token|private_key(?:_pem)?|api[_-]?key|credentials?)$/i;

/** Arguments that are secret whatever they are called. */
const SECRET_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  aws_ssm_parameter: ['value'],
  kubernetes_secret: ['data', 'binary_data'],
  kubernetes_secret_v1: ['data', 'binary_data'],
};

/** Where a value comes from, and nothing else: no secret, though what it leads to may be one. */
const REFERENCE = /^\$\{[a-z_][\w.-]*(?:\[(?:"[^"]*"|\d+|\*)\][\w.-]*)*\}$/i;

/** Notes what a synthesis must not show: arguments by name, keys that an import is found by, sensitive variables' defaults, and sensitive outputs. */
export function collectSecrets(document: JsonObject, masker: Masker): void {
  for (const keyword of Object.keys(document).filter((key) => key !== '//')) {
    for (const { body } of blocksOf(document, keyword)) collectNamed(body, masker);
  }
  for (const { labels, body } of blocksOf(document, 'resource')) {
    for (const name of own(SECRET_OF_TYPE, labels[0] ?? '') ?? []) collectAll(own(body, name), masker);
  }
  for (const { body } of blocksOf(document, 'import')) {
    const type = blockOf(addressIn(body.to)).split('.').at(-2) ?? '';
    for (const id of textsIn(body)) masker.collect(secretOfId(type, id), true);
  }
  for (const keyword of ['variable', 'output']) {
    for (const { body } of blocksOf(document, keyword)) {
      if (body.sensitive === true) collectAll(body.value ?? body.default, masker);
    }
  }
}

/** The change without the secrets that were noted. */
export function withoutSecrets(change: ResourceChange, masker: Masker): ResourceChange {
  const { before, after, importing } = change;
  return {
    ...change,
    ...(importing && { importing: hideImporting(importing, masker.hide) }),
    before: masker.hide.attributes(before),
    after: masker.hide.attributes(after),
  };
}

/** Each text of the value without the secrets that were noted. */
export function withoutSecretsIn<T extends Json>(value: T, masker: Masker): T {
  return masker.hide.value(value) as T;
}

function collectNamed(value: Json, masker: Masker): void {
  if (Array.isArray(value)) return value.forEach((one: Json) => collectNamed(one, masker));
  if (!isObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (SECRET.test(key)) collectAll(child, masker);
    else collectNamed(child, masker);
  }
}

/** Ids may stand in `for_each`, too. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return REFERENCE.test(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function collectAll(value: Json | undefined, masker: Masker): void {
  if (Array.isArray(value)) return value.forEach((one: Json) => collectAll(one, masker));
  if (isObject(value)) return Object.values(value).forEach((one) => collectAll(one, masker));
  if (typeof value === 'string' && REFERENCE.test(value)) return;
  masker.collect(value, true);
}
