import { partitionOf, sameAs } from './partition';
import type { Finding, Parsed, Rule } from './parsed';
import type { Environment } from './schema';
import { ofEachSection } from './systems';
import { MOST_TAGS } from './tags';

/*
 * Rules across fields of an environment, a function each: those of the place here, those of a system with its section.
 */

export const RULES: readonly Rule<Environment>[] = [
  prodKeepsRemoteState,
  prodNotifiesSomebody,
  prodIsCopiedByNobody,
  servicesAreThere,
  stateIsInReach,
  regionsAreOthers,
  namesDifferInMoreThanCase,
  tagsAreNotTooMany,
  sectionsAreRight,
];

function sectionsAreRight({ systems, ...place }: Parsed<Environment>): Finding[] {
  return ofEachSection({ systems }, (path, judge, section) =>
    judge.rules(section, place).map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
  );
}

function prodIsCopiedByNobody({ name, copies }: Parsed<Environment>): Finding[] {
  if (name !== 'prod' || copies !== true) return [];
  return [{ path: ['copies'], value: true, allowed: "false; prod's tables are protected, and a copy has to go again" }];
}

function servicesAreThere(environment: Parsed<Environment>): Finding[] {
  const { region } = environment;
  if (region === undefined) return [];
  const missing = ofEachSection(environment, (_, { needs: { service, partitions } }) =>
    partitions.includes(partitionOf(region))
      ? []
      : [`a region of ${partitions.join(' or ')}: in ${partitionOf(region)} AWS has no ${service}`],
  );
  // Several systems may lack the same service.
  return [...new Set(missing)].map((allowed) => ({ path: ['region'], value: region, allowed }));
}

function regionsAreOthers({ region, regions = [] }: Parsed<Environment>): Finding[] {
  if (region === undefined || !regions.includes(region)) return [];
  return [{ path: ['regions'], value: regions, allowed: `other regions than ${region}, where the environment is` }];
}

/** One set of credentials reads the state and deploys. */
function stateIsInReach({ region, state }: Parsed<Environment>): Finding[] {
  if (state?.backend !== 's3' || state.region === undefined || region === undefined) return [];
  if (partitionOf(state.region) === partitionOf(region)) return [];
  return [{ path: ['state', 'region'], value: state.region, allowed: sameAs(region) }];
}

function prodKeepsRemoteState({ name, state }: Parsed<Environment>): Finding[] {
  if (name !== 'prod' || state?.backend !== 'local') return [];
  const allowed = "'s3'; prod's state has to outlive the machine that deploys it";
  return [{ path: ['state', 'backend'], value: state.backend, allowed }];
}

function prodNotifiesSomebody({ name, notify }: Parsed<Environment>): Finding[] {
  if (name !== 'prod' || notify?.length !== 0) return [];
  const allowed = 'at least one email address; an alarm in prod has to reach somebody';
  return [{ path: ['notify'], value: notify, allowed }];
}

/** IAM takes names that differ in nothing else for one name given twice, and makes no role (API reference, TagRole). */
function namesDifferInMoreThanCase({ tags = {} }: Parsed<Environment>): Finding[] {
  const all = Object.entries(tags);
  return all.flatMap(([name, value], at) => {
    const first = all.slice(0, at).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[0];
    if (first === undefined) return [];
    return [
      {
        path: ['tags', name],
        value,
        allowed: `a name that is not ${first} in other letters, which IAM takes for one`,
      },
    ];
  });
}

function tagsAreNotTooMany({ tags = {} }: Parsed<Environment>): Finding[] {
  const count = Object.keys(tags).length;
  if (count <= MOST_TAGS) return [];
  return [{ path: ['tags'], value: `${count} tags`, allowed: `at most ${MOST_TAGS} tags of a resource` }];
}
