import { dev } from './dev';
import { parse, type Finding } from './parse';
import { ConfigurationError, type Problem } from './problem';
import { prod } from './prod';
import { RULES } from './rules';
import { RULES_ACROSS, type Sourced } from './rules-across';
import type { Environment } from './schema';
import { staging } from './staging';

export { beforeDeploy } from './before-deploy';
export { ConfigurationError, describeValue, type Problem } from './problem';
export type { Environment } from './schema';

const FILES: Readonly<Record<string, unknown>> = {
  'environments/dev.ts': dev,
  'environments/staging.ts': staging,
  'environments/prod.ts': prod,
};

/**
 * The environments, checked. The outcome depends on the files only, not on the clock: what was right yesterday can be
 * synthesized today. What the clock has a say in stands in before-deploy.ts.
 *
 * @param files what each file says. Default: the project's own.
 * @throws ConfigurationError with every problem of every file.
 */
export function loadEnvironments(files: Readonly<Record<string, unknown>> = FILES): Environment[] {
  const problems: Problem[] = [];
  const before: Sourced[] = [];
  for (const [file, value] of Object.entries(files)) {
    const { parsed, findings } = parse(value);
    const one = { file, environment: parsed };
    const all = [
      ...findings,
      ...RULES.flatMap((rule) => rule(parsed)),
      ...RULES_ACROSS.flatMap((rule) => rule(one, before)),
    ];
    problems.push(...all.map((finding) => ({ ...finding, file, path: formatPath(finding.path) })));
    before.push(one);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return before.map(({ environment }) => environment as Environment); // without a finding, all of it is there
}

/** `alarms.notify[1]`, `tags['cost centre']`: as one writes it in TypeScript. */
function formatPath(path: Finding['path']): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') return `${written}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_]\w*$/.test(name)) return `${written}['${name}']`;
    return written ? `${written}.${name}` : name;
  }, '');
}
