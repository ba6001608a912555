import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, inFurtherRegions } from './derived';
import { nearest } from '../keys/nearest';
import { own } from '../keys/own';
import { fileOf, NAMES, OWNER, partsOf, type DeclaredName, type EnvironmentName } from './names';
import { parse } from './parse';
import type { Finding } from './parsed';
import { ConfigurationError, formatPath, type Problem } from './problem';
import { REGIONS } from './regions';
import { RULES } from './rules';
import { RULES_ACROSS, type Sourced } from './rules-across';
import type { Environment } from './schema';

export { beforeDeploy } from './before-deploy';
export { ConfigurationError, describeValue, type Problem } from './problem';
export type { Environment } from './schema';

/** In the place of what a file says, when it and the list of names do not fit together. */
class Misnamed {
  constructor(readonly problem: Omit<Problem, 'file'>) {}
}

/** What an environment's file says. It is loaded when its environment is asked for: another's may be broken. */
function said(name: DeclaredName): unknown {
  if (!existsSync(join(__dirname, `${name}.ts`))) {
    const files = readdirSync(__dirname).map((file) => file.replace(/\.ts$/, ''));
    const meant = nearest(name, files);
    const question = meant === undefined ? '' : ` (did you mean ${meant}?)`;
    const allowed = `a file, since environments/names.ts names ${name}${question}: write it, or take the name out there`;
    return new Misnamed({ path: '', value: undefined, allowed });
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const exported = require(`./${name}`) as Record<string, unknown>;
  const value = own(exported, name);
  if (value !== undefined) return value;
  const allowed = `a constant of the file's name: export const ${name}: Environment = …`;
  return new Misnamed({ path: 'export', value: Object.keys(exported), allowed });
}

/** What the files of these environments say, by file. */
const filesOf = (names: readonly DeclaredName[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [fileOf(name), said(name)]));

/**
 * One environment, declared or made of one that is, checked by itself, for who has to look at it or to mend it while another one's file is
 * wrong. Two that get into each other's way are told by `loadEnvironments`, before either is deployed.
 *
 * @throws ConfigurationError with every problem of its file, or what it has to say for there to be this one
 */
export function loadEnvironment(name: EnvironmentName): Environment {
  const { declared, rest } = partsOf(name)!;
  const of = loadEnvironments(filesOf([declared]));
  const found = of.find((one) => one.name === name);
  if (found) return found;
  const problem = (path: string, value: unknown, allowed: string) =>
    new ConfigurationError([{ file: fileOf(declared), path, value, allowed }]);
  if (REGIONS.includes(rest!))
    throw problem('regions', of[0]!.regions, `a list with '${rest}', for there to be ${name}`);
  if (!OWNER.pattern.test(rest!)) {
    const allowed = `nothing that makes ${name}: a person's copy is called ${declared}- and ${OWNER.allowed}`;
    throw problem('copies', of[0]!.copies, allowed);
  }
  if (!of[0]!.copies)
    throw problem('copies', of[0]!.copies, `true, for there to be ${name}, a person's own copy of ${declared}`);
  const copy = copyOf(of[0]!, rest!);
  const why = whyNot(copy, []);
  if (why !== undefined) throw problem('copies', true, why);
  return copy;
}

/** What the rules say of an environment: by itself, then beside those before it. */
const judge = (one: Sourced, before: readonly Sourced[]): Finding[] => [
  ...RULES.flatMap((rule) => rule(one.environment)),
  ...RULES_ACROSS.flatMap((rule) => rule(one, before)),
];

/** Why an environment that is made of another one would be wrong, where that one is right. */
function whyNot(environment: Environment, before: readonly Sourced[]): string | undefined {
  const one = { file: `environments/${environment.name}.ts`, environment }; // that of a file of its own
  const findings = judge(one, before);
  if (findings.length === 0) return undefined;
  const all = findings.map(({ path, allowed }) => `${formatPath(path)} would have to be ${allowed}`);
  return `nothing that makes ${environment.name}: of it, ${all.join('; ')}`;
}

/**
 * The environments, checked: those that are declared, each followed by itself in further regions. The outcome depends on the files only, not
 * on the clock: what was right yesterday can be synthesized today. What the clock has a say in stands in before-deploy.ts.
 *
 * @param files what each file says. Default: the project's own.
 * @throws ConfigurationError with every problem of every file.
 */
export function loadEnvironments(files: Readonly<Record<string, unknown>> = filesOf(NAMES)): Environment[] {
  const problems: Problem[] = [];
  const before: Sourced[] = [];
  for (const [file, value] of Object.entries(files)) {
    if (value instanceof Misnamed) {
      problems.push({ file, ...value.problem });
      continue;
    }
    const { parsed, findings } = parse(value);
    const one = { file, environment: parsed };
    const all = [...findings, ...judge(one, before)];
    problems.push(...all.map((finding) => ({ ...finding, file, path: formatPath(finding.path) })));
    before.push(one);
    if (all.length > 0) continue;
    for (const environment of inFurtherRegions(parsed as Environment)) {
      const why = whyNot(environment, before);
      if (why !== undefined) problems.push({ file, path: 'regions', value: environment.region, allowed: why });
      before.push({ file, environment });
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return before.map(({ environment }) => environment as Environment); // without a finding, all of it is there
}
