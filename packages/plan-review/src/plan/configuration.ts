import { isObject } from './json';
import type { Json, JsonObject } from './value';
import type { RawPlan } from './format';

/**
 * The arguments that the configuration gives to each resource, and those of its blocks: `name`, `rule`, `rule[]`,
 * `rule[].port`. What else is known after the apply only is the provider's to set.
 *
 * @returns by address without keys, such as `module.room.aws_dynamodb_table.cache`
 */
export function argumentsOf(configuration: unknown): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const walk = (module: unknown, prefix: string): void => {
    if (!isObject(module)) return;
    for (const resource of Array.isArray(module.resources) ? module.resources : []) {
      if (!isObject(resource) || typeof resource.address !== 'string') continue;
      const paths = isObject(resource.expressions) ? pathsIn(resource.expressions) : [];
      found.set(prefix + resource.address, new Set(paths));
    }
    for (const [name, call] of Object.entries(isObject(module.module_calls) ? module.module_calls : {})) {
      if (isObject(call)) walk(call.module, `${prefix}module.${name}.`);
    }
  };
  if (isObject(configuration)) walk(configuration.root_module, '');
  return found;
}

/** Terraform writes a block as a list of the same, and a value as what it comes from; of a dynamic block it says nothing. */
const pathsIn = (expressions: JsonObject): string[] =>
  Object.entries(expressions).flatMap(([name, given]: [string, Json]) =>
    Array.isArray(given)
      ? [
          name,
          `${name}[]`,
          ...given
            .filter(isObject)
            .flatMap(pathsIn)
            .map((path) => `${name}[].${path}`),
        ]
      : [name],
  );

/** Which accounts and regions the plan is about: what the providers say, or else its own resources' ARNs. */
export function providersOf(raw: RawPlan): { readonly accounts: string[]; readonly regions: string[] } {
  const providers = isObject(raw.configuration) ? raw.configuration.provider_config : undefined;
  const said = Object.values(isObject(providers) ? providers : {}).flatMap((provider) => {
    if (!isObject(provider) || !isObject(provider.expressions)) return [];
    return [
      { region: constant(provider.expressions.region), accounts: constant(provider.expressions.allowed_account_ids) },
    ];
  });
  const accounts = said.flatMap(({ accounts }) =>
    Array.isArray(accounts)
      ? accounts.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
      : [],
  );
  const regions = said.flatMap(({ region }) => (typeof region === 'string' ? [region] : []));
  const arns = (raw.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ change: { before, after } }) => [before, after])
    .flatMap((value) => (isObject(value) && typeof value.arn === 'string' ? [value.arn] : []));
  const inArns = [...arns.flatMap((arn) => accountIn(arn) ?? []), ...callersOf(raw)];
  return {
    accounts: unique(accounts.length > 0 ? accounts : inArns),
    regions: unique(regions.length > 0 ? regions : arns.flatMap((arn) => regionIn(arn) ?? [])),
  };
}

/** `arn:partition:service:region:account:…`, whose last part may be anything. */
export const accountIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];

const regionIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:([a-z]{2,4}(?:-[a-z]+)+-\d):/.exec(arn)?.[1];

/** The accounts that Terraform itself has found itself in. */
const callersOf = ({ prior_state: state }: RawPlan): string[] =>
  resourcesIn(isObject(state) ? state.values : undefined).flatMap(({ mode, type, values }) =>
    mode === 'data' && type === 'aws_caller_identity' && isObject(values) && typeof values.account_id === 'string'
      ? [values.account_id]
      : [],
  );

/** Of a state's values: the resources of all modules. */
export function resourcesIn(values: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const modules = [isObject(values) ? values.root_module : undefined];
  for (let module = modules.pop(); isObject(module); module = modules.pop()) {
    if (Array.isArray(module.resources)) found.push(...(module.resources as Json[]).filter(isObject));
    if (Array.isArray(module.child_modules)) modules.push(...(module.child_modules as Json[]));
  }
  return found;
}

const constant = (expression: unknown): unknown => (isObject(expression) ? expression.constant_value : undefined);

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
