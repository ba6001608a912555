import { SYSTEMS } from '../model/systems';
import type { Finding, Parsed } from './parsed';
import { keyOf } from './stack';
import { formatPath } from './problem';
import type { Environment } from './schema';
import type { NameableObject } from './section';
import { ofEachSection } from './systems';

/*
 * Rules across environments. Each compares one environment with all those before it.
 */

export interface Sourced {
  /** Such as `environments/prod.ts`. */
  readonly file: string;
  readonly environment: Parsed<Environment>;
}

/** What is wrong with one environment, given the ones before it. */
type RuleAcross = (one: Sourced, before: readonly Sourced[]) => Finding[];

export const RULES_ACROSS: readonly RuleAcross[] = [
  namesAreItsFiles,
  resourcesAreItsOwn,
  objectsHaveOneOwner,
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

/** Terraform imports one object at as many addresses as it is told, and each of them would change it as it is told there. */
function objectsHaveOneOwner(one: Sourced, before: readonly Sourced[]): Finding[] {
  const earlier = before.flatMap(namedObjects).filter(({ isReleased }) => !isReleased);
  const all = namedObjects(one);
  return all.flatMap((object, index) => {
    const isTheSame = (that: NamedObject) =>
      that.kind === object.kind &&
      that.places.some((place) => object.places.includes(place)) &&
      that.name === object.name &&
      (that.isAdopted || object.isAdopted);
    const inThisFile = object.isAdopted
      ? all.find((that, at) => isTheSame(that) && (at < index || !that.isAdopted) && at !== index)
      : undefined; // it is said of the one that is adopted
    const other = (object.isReleased ? undefined : earlier.find(isTheSame)) ?? inThisFile;
    if (!other) return [];
    const { kind, name, path, below } = object;
    const allowed = `another ${kind}; ${other.file} has ${name} as ${formatPath(other.path)}, and a ${kind} has one owner`;
    return [{ path: [...path, ...below], value: name, allowed }];
  });
}

interface NamedObject extends Pick<NameableObject, 'kind' | 'path' | 'below'> {
  readonly file: string;
  /** Account and region: of a table with replicas, each of theirs, too. */
  readonly places: readonly string[];
  readonly name: string;
  readonly isAdopted: boolean;
  /** Used only: somebody else owns it. */
  readonly isReleased: boolean;
}

/** Of what an environment can adopt, what it is called in AWS, and where: adopted or made. */
function namedObjects({ file, environment }: Sourced): NamedObject[] {
  const { systems, ...place } = environment;
  const { account, region } = place;
  if (account === undefined || region === undefined) return [];
  const objects = ofEachSection({ systems }, (path, judge, section) =>
    judge.objects(section, place).map((object) => ({ ...object, path: [...path, ...object.path] })),
  );
  return objects.flatMap(({ kind, path, below, adopted, made, isReleased = false, replicas = [] }): NamedObject[] => {
    const places = [region, ...replicas].map((one) => `${account} ${one}`);
    const isAdopted = adopted !== undefined;
    const name = adopted ?? made;
    return name === undefined
      ? []
      : [{ kind, file, path, below: isAdopted ? below : [], places, name, isAdopted, isReleased }];
  });
}

/** Bucket names are unique across all accounts, so the account makes no difference. */
function stateIsItsOwn({ environment: { state } }: Sourced, before: readonly Sourced[]): Finding[] {
  if (state?.backend !== 's3' || state.bucket === undefined || state.key === undefined) return [];
  const kept = placesOf(state.key);
  const other = before.find(
    ({ environment: { state: that } }) =>
      that?.backend === 's3' &&
      that.bucket === state.bucket &&
      placesOf(that.key ?? '').some((place) => kept.includes(place)),
  );
  if (!other) return [];
  const allowed = `another key than ${other.file} has in the same bucket; who deploys one would destroy the other`;
  return [{ path: ['state', 'key'], value: state.key, allowed }];
}

/** Below which keys the states of an environment's systems are, and what is kept beside each: with and without `.tfstate`, it is one. */
const placesOf = (key: string): string[] => SYSTEMS.map((system) => keyOf(key, system).replace(/\.tfstate$/, ''));
