/** `npm run bench`: measures what the project promises, prints it, and keeps it in `bench/results.json` and in a page. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { loadEnvironment } from '../environments';
import { systemsOf } from '../environments/systems';
import { DEFAULT_SYSTEM, isSystem, sectionOf, SYSTEMS, type SystemName } from '../model/systems';
import { sayEnd } from '../programs/end';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError, UserError } from '../programs/user-error';
import type { Results } from './results';
import { suiteOf } from './systems';

const root = join(__dirname, '..');
const kept = join(root, 'bench/results.json');

const usage = `Measures what the project promises of a system, prints it, and keeps it in bench/results.json and a page.

  npm run bench -- [system] [section …] [options]

${SYSTEMS.map(described).join('\n')}

  system       ${SYSTEMS.join(', ')}. Default: ${DEFAULT_SYSTEM}
  section      measures these only, and leaves the figures of the others as they were
  --quick      takes fewer runs, and keeps nothing
  -h, --help, -v, --version
`;

function described(system: SystemName): string {
  const { sections, page } = suiteOf(system);
  const needing = Object.entries(sections).flatMap(([name, { needs }]) => (needs === undefined ? [] : [[name, needs]]));
  const named = needing.map(([name, needs]) => `\n${' '.repeat(15)}${name}, only where it is named: it needs ${needs}`);
  return `  ${system.padEnd(13)}${Object.keys(sections).join(', ')}; in ${page}${named.join('')}`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseOptions(
    process.argv.slice(2),
    { quick: { type: 'boolean', default: false } },
    (message) => new UsageError(`${message} See npm run bench -- --help.`),
  );
  const asked = askedFor(values, usage);
  if (asked !== undefined) return void process.stdout.write(`${asked}\n`);
  const [first = ''] = positionals;
  const [system, names] = isSystem(first) ? [first, positionals.slice(1)] : [DEFAULT_SYSTEM, positionals];
  const suite = suiteOf(system);
  const { sections, page } = suite;
  const unknown = names.filter((name) => !Object.hasOwn(sections, name));
  if (unknown.length > 0) {
    const allowed = Object.keys(sections).join(', ');
    throw new UsageError(`Unknown section ${unknown.join(', ')} of ${system}. Allowed: ${allowed}.`);
  }
  if (!systemsOf(loadEnvironment('dev')).includes(system)) {
    const section = `systems.${sectionOf(system)}`;
    throw new UserError(`environments/dev.ts has no ${section}: it is measured as dev has it. Give it one.`);
  }

  execFileSync('npm', ['run', '--silent', 'synth'], { cwd: root, stdio: 'inherit' });
  const figures: Record<string, unknown> = {};
  for (const [name, section] of Object.entries(sections)) {
    if (names.length > 0 ? !names.includes(name) : section.needs !== undefined) continue;
    process.stderr.write(`measuring ${name} …\n`);
    figures[name] = await section.measure(values.quick);
  }
  const results = { machine: `${cpus().length} cores, Node ${process.versions.node}, ${process.platform}`, ...figures };
  process.stdout.write(`${suite.render(results)}\n`);
  if (values.quick) return;
  const before = JSON.parse(readFileSync(kept, 'utf8')) as Results & Partial<Record<SystemName, object>>;
  const all = { ...(system === DEFAULT_SYSTEM ? before : before[system]), ...results };
  const next = system === DEFAULT_SYSTEM ? all : { ...before, [system]: all };
  writeFileSync(kept, `${JSON.stringify(next, null, 2)}\n`);
  writeFileSync(join(root, page), withFigures(page, readFileSync(join(root, page), 'utf8'), suite.render(all)));
  process.stderr.write(`Kept in bench/results.json and ${page}.\n`);
}

/** A page with the figures between its two markers. */
function withFigures(name: string, page: string, figures: string): string {
  const marked = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;
  if (!marked.test(page))
    throw new Error(`${name} has no <!-- figures --> … <!-- /figures --> to put the figures between`);
  return page.replace(marked, (_, start: string, end: string) => `${start}${figures}\n${end}`);
}

main().catch((error: unknown) => {
  process.exitCode = sayEnd(error, { usage: 2 });
});
