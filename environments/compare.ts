import { own } from '../keys/own';
import type { EnvironmentName } from './names';
import type { Environment } from './schema';

/** A setting as it stands in a file: not an object, which is a part with settings of its own. */
export type SettingValue = string | number | boolean | readonly string[];

/** One setting, as each environment has it. A list is one value; an environment that leaves the setting out has none. */
export interface Setting {
  /** Such as `tables.rooms.billing.mode`. */
  readonly path: string;
  readonly values: Readonly<Partial<Record<EnvironmentName, SettingValue>>>;
  readonly differs: boolean;
}

/** Every setting that at least one of the environments has, those of one part side by side. */
export function compareEnvironments(environments: readonly Environment[]): Setting[] {
  return compare(
    '',
    environments.map((environment) => [environment.name, environment]),
  );
}

function compare(path: string, values: [EnvironmentName, Part | SettingValue | undefined][]): Setting[] {
  const parts = values.map(([, value]) => value).filter(isPart);
  if (parts.length === 0) {
    const differs = new Set(values.map(([, value]) => JSON.stringify(value))).size > 1;
    return [{ path, values: Object.fromEntries(values) as Setting['values'], differs }];
  }
  return [...new Set(parts.flatMap(Object.keys))].flatMap((key) =>
    compare(
      path ? `${path}.${key}` : key,
      values.map(([name, value]) => [name, isPart(value) ? own(value, key) : undefined]),
    ),
  );
}

type Part = { readonly [key: string]: Part | SettingValue | undefined };

const isPart = (value: Part | SettingValue | undefined): value is Part =>
  typeof value === 'object' && !Array.isArray(value);
