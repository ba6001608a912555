import { isObject } from '../plan/json';
import type { Json, JsonObject } from '../plan/value';
import { blocksOf } from './blocks';
import type { Instance } from './instances';

/** @returns the full name of a resource's provider: `registry.terraform.io/hashicorp/aws` */
export function providerNames(document: JsonObject): (instance: Instance) => string {
  const required = blocksOf(document, 'terraform').flatMap(({ body }) => {
    const { required_providers: providers } = body;
    return Array.isArray(providers) ? (providers as Json[]) : [providers ?? {}];
  });
  const sources = new Map(required.filter(isObject).flatMap((providers) => Object.entries(providers)));
  return ({ type, body }) => {
    if (type === 'module') return '';
    const chosen = typeof body.provider === 'string' ? body.provider.replace(/^\$\{|\}$/g, '') : type.split('_')[0]!;
    const local = chosen.split('.')[0]!;
    const declared = sources.get(local);
    const source = isObject(declared) && typeof declared.source === 'string' ? declared.source : local;
    const parts = source.split('/');
    return ['registry.terraform.io', 'hashicorp']
      .slice(0, Math.max(0, 3 - parts.length))
      .concat(parts)
      .join('/');
  };
}

/** Accounts and regions of the documents, as their providers say. ARNs may tell a region; they are of other accounts, too. */
export function placesOf(documents: readonly JsonObject[]): {
  readonly accounts: string[];
  readonly regions: string[];
} {
  const providers = documents.flatMap((document) => blocksOf(document, 'provider').map(({ body }) => body));
  const accounts = providers.flatMap(({ allowed_account_ids: ids }) => (Array.isArray(ids) ? ids.map(String) : []));
  const regions = providers.flatMap(({ region }) =>
    typeof region === 'string' && !region.includes('${') ? [region] : [],
  );
  const arns = [...JSON.stringify(documents).matchAll(/arn:aws[\w-]*:[\w-]+:([a-z]{2,4}(?:-[a-z]+)+-\d+)?:/g)];
  return {
    accounts: unique(accounts),
    regions: unique(regions.length > 0 ? regions : arns.flatMap((arn) => arn[1] ?? [])),
  };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
