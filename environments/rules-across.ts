import type { Finding, Parsed } from './parse';
import { physicalName } from './physical-name';

/*
 * Rules across environments. Each compares one environment with all those before it.
 */

export interface Sourced {
  /** Such as `environments/prod.ts`. */
  readonly file: string;
  readonly environment: Parsed;
}

/** What is wrong with one environment, given the ones before it. */
type RuleAcross = (one: Sourced, before: readonly Sourced[]) => Finding[];

export const RULES_ACROSS: readonly RuleAcross[] = [
  namesAreItsFiles,
  resourcesAreItsOwn,
  tablesAreItsOwn,
  stateIsItsOwn,
];

/** `cdktf deploy staging` has to deploy what staging.ts says; a file that was copied still has its original's names. */
function namesAreItsFiles({ file, environment: { name, tags } }: Sourced): Finding[] {
  const expected = file.slice(file.lastIndexOf('/') + 1).replace(/\.ts$/, '');
  return [
    { path: ['name'], value: name },
    { path: ['tags', 'Environment'], value: tags?.['Environment'] },
  ]
    .filter(({ value }) => value !== undefined && value !== expected)
    .map((finding) => ({ ...finding, allowed: `'${expected}', as the file is called` }));
}

/** Physical names are made of prefix and environment, so these two and the place tell whether resources collide. */
function resourcesAreItsOwn({ environment }: Sourced, before: readonly Sourced[]): Finding[] {
  const { account, region, namePrefix, name } = environment;
  if (account === undefined || region === undefined || namePrefix === undefined || name === undefined) return [];
  const other = before.find(
    ({ environment: that }) =>
      that.account === account && that.region === region && that.namePrefix === namePrefix && that.name === name,
  );
  if (!other) return [];
  const allowed = `another prefix than ${other.file}, or another account, region or name; both name ${namePrefix}-rooms-${name} in ${account}, ${region}`;
  return [{ path: ['namePrefix'], value: namePrefix, allowed }];
}

/** Terraform imports one table at as many addresses as it is told, and each of them would change it as it is told there. */
function tablesAreItsOwn(one: Sourced, before: readonly Sourced[]): Finding[] {
  const earlier = before.flatMap(tableNames);
  const all = tableNames(one);
  return all.flatMap((table, index) => {
    const isTheSame = (that: NamedTable) =>
      that.place === table.place && that.name === table.name && (that.isAdopted || table.isAdopted);
    const inThisFile = table.isAdopted
      ? all.find((that, at) => isTheSame(that) && (at < index || !that.isAdopted) && at !== index)
      : undefined; // it is said of the one that is adopted
    const other = earlier.find(isTheSame) ?? inThisFile;
    if (!other) return [];
    const allowed = `another table; ${other.file} has ${table.name} as ${other.path.join('.')}, and a table has one owner`;
    return [{ path: [...table.path, ...(table.isAdopted ? ['adopt', 'name'] : [])], value: table.name, allowed }];
  });
}

interface NamedTable {
  readonly file: string;
  readonly path: readonly string[];
  /** Account and region. */
  readonly place: string;
  readonly name: string;
  readonly isAdopted: boolean;
}

/** Of each table of an environment what it is called in AWS, and where. */
function tableNames({ file, environment }: Sourced): NamedTable[] {
  const { account, region, namePrefix, name: environmentName, tables = {} } = environment;
  if (account === undefined || region === undefined) return [];
  return Object.entries(tables).flatMap(([id, config]) => {
    const isAdopted = config?.adopt?.name !== undefined;
    const resource = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const name = isAdopted
      ? config.adopt?.name
      : namePrefix !== undefined && environmentName !== undefined
        ? physicalName({ namePrefix, name: environmentName }, resource)
        : undefined;
    return name === undefined ? [] : [{ file, path: ['tables', id], place: `${account} ${region}`, name, isAdopted }];
  });
}

/** Bucket names are unique across all accounts, so the account makes no difference. */
function stateIsItsOwn({ environment: { state } }: Sourced, before: readonly Sourced[]): Finding[] {
  if (state?.backend !== 's3' || state.bucket === undefined || state.key === undefined) return [];
  const other = before.find(
    ({ environment: { state: that } }) =>
      that?.backend === 's3' && that.bucket === state.bucket && that.key === state.key,
  );
  if (!other) return [];
  const allowed = `another key than ${other.file} has in the same bucket; who deploys one would destroy the other`;
  return [{ path: ['state', 'key'], value: state.key, allowed }];
}
