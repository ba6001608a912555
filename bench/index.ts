/** `npm run bench`: measures what the project promises, prints it, and keeps it in `bench/results.json` and in the README. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { sayEnd } from '../programs/end';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError } from '../programs/user-error';
import { measureBatch } from './batch';
import { measureBundles } from './bundles';
import { measureBurst } from './burst';
import { measureDeploy } from './deploy';
import { measureHelp } from './help';
import { measureImport } from './import';
import { measurePage } from './page';
import { render } from './render';
import { measureReview } from './review';
import type { Results } from './results';
import { measureSynthesis } from './synthesis';
import { measureUnits } from './units';

const root = join(__dirname, '..');
const sections = [
  'synthesis',
  'bundles',
  'page',
  'units',
  'batch',
  'burst',
  'review',
  'help',
  'deploy',
  'import',
] as const;
const kept = join(root, 'bench/results.json');

const usage = `Measures what the project promises, prints it, and keeps it in bench/results.json and README.md.

  npm run bench -- [section …] [options]

  section      ${sections.join(', ')}: measures these only, and leaves the
               figures of the others as they were; all but deploy and import, which need what the rehearsal needs, unless given
  --quick      takes fewer runs and rooms, and keeps nothing
  -h, --help, -v, --version
`;

async function main(): Promise<void> {
  const { values, positionals } = parseOptions(
    process.argv.slice(2),
    { quick: { type: 'boolean', default: false } },
    (message) => new UsageError(`${message} See npm run bench -- --help.`),
  );
  const asked = askedFor(values, usage);
  if (asked !== undefined) return void process.stdout.write(`${asked}\n`);
  const unknown = positionals.filter((name) => !sections.some((section) => section === name));
  if (unknown.length > 0)
    throw new UsageError(`Unknown section ${unknown.join(', ')}. Allowed: ${sections.join(', ')}.`);
  const wanted = (section: (typeof sections)[number]) => positionals.length === 0 || positionals.includes(section);
  const quick = values.quick;

  execFileSync('npm', ['run', '--silent', 'synth'], { cwd: root, stdio: 'inherit' });
  const results: Results = { machine: `${cpus().length} cores, Node ${process.versions.node}, ${process.platform}` };
  if (wanted('synthesis')) results.synthesis = await announced('synthesis', () => measureSynthesis(quick ? 1 : 5));
  if (wanted('bundles')) results.bundles = await announced('bundles', () => measureBundles(quick ? 3 : 11));
  if (wanted('page')) results.page = await announced('page', () => measurePage());
  if (wanted('units')) results.units = await announced('units', () => measureUnits());
  if (wanted('batch'))
    results.batch = await announced('batch', () => measureBatch({ rooms: quick ? 100 : 1000, roundTripMs: 200 }));
  if (wanted('burst')) results.burst = await announced('burst', () => measureBurst({ rooms: 60 }));

  if (wanted('review')) results.review = await announced('review', () => measureReview(quick ? 3 : 11));

  if (wanted('help')) results.help = await announced('help', () => measureHelp(quick ? 3 : 11));
  if (positionals.includes('deploy')) results.deploy = await announced('deploy', () => measureDeploy(quick ? 1 : 5));
  if (positionals.includes('import')) results.import = await announced('import', () => measureImport(quick ? 3 : 11));

  process.stdout.write(`${render(results)}\n`);
  if (quick) return;
  const all = { ...(JSON.parse(readFileSync(kept, 'utf8')) as Results), ...results };
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(join(root, 'README.md'), withFigures(readFileSync(join(root, 'README.md'), 'utf8'), render(all)));
  process.stderr.write('Kept in bench/results.json and README.md.\n');
}

async function announced<T>(section: string, measure: () => Promise<T> | T): Promise<T> {
  process.stderr.write(`measuring ${section} …\n`);
  return measure();
}

/** The README with the figures between its two markers. */
function withFigures(readme: string, table: string): string {
  const marked = /(<!-- figures -->\n)[\s\S]*?(<!-- \/figures -->)/;
  if (!marked.test(readme))
    throw new Error('README.md has no <!-- figures --> … <!-- /figures --> to put the figures between');
  return readme.replace(marked, (_, start: string, end: string) => `${start}${table}\n${end}`);
}

main().catch((error: unknown) => {
  process.exitCode = sayEnd(error, { usage: 2 });
});
