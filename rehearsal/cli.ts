import { join } from 'node:path';
import { sayEnd } from '../programs/end';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError } from '../programs/user-error';
import { EVERYTHING, MAIN_WAY, rehearse, type PhaseResult } from './index';
import { rolesWritten } from './phases/roles';

const USAGE = `Rehearses deploys of this checkout, changes that are not committed included, against an AWS on this machine.

  npm run rehearse [-- ENVIRONMENT]              everything that is known to go wrong; staging unless given
  npm run rehearse -- --main-way [ENVIRONMENT]   what happens every day, which npm test walks, too
  npm run roles [-- --main-way] [ENVIRONMENT]    the same, with roles that may do everything: what they call is written down,
                                                 and from then on it is what GitHub's roles may do (deployment/roles)

Needs Terraform 1.10 or later, git, and moto (pip install 'moto[server]'); no AWS account, no TMDB key.
Exit codes: 0 every phase passed, 1 one did not or could not begin, 64 command line.`;

const MARKS = { passed: 'ok     ', failed: 'FAILED ', 'not run': 'NOT RUN' } as const;

/** `npm run rehearse`. The one place of it that touches the process. */
async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const refuse = (message: string, cause?: unknown) => new UsageError(`${message}\n\n${USAGE}`, { cause });
  const { values, positionals } = parseOptions(process.argv.slice(2), { roles: flag, 'main-way': flag }, refuse);
  const asked = askedFor(values, USAGE);
  if (asked !== undefined) {
    process.stdout.write(`${asked}\n`);
    return 0;
  }
  const [environment, ...more] = positionals;
  if (more.length > 0) throw refuse(`One environment at a time, found: ${positionals.join(', ')}.`);
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const start = performance.now();
  const root = join(__dirname, '..');
  const results = await rehearse({
    root,
    phases: [...(values['main-way'] ? MAIN_WAY : EVERYTHING), ...(values.roles ? [rolesWritten(root)] : [])],
    roles: values.roles ? 'recorded' : 'enforced',
    ...(environment !== undefined && { environment }),
    env: process.env,
    signal: stopping.signal,
    onPhase: (result) => process.stdout.write(`${render(result)}\n`),
  });
  const count = (status: PhaseResult['status']) => results.filter((result) => result.status === status).length;
  const took = Math.round((performance.now() - start) / 1000);
  process.stdout.write(
    `\n${count('passed')} of ${results.length} phases passed, ${count('not run')} not run, after ${took} s\n`,
  );
  return count('failed') === 0 && !stopping.signal.aborted ? 0 : 1;
}

const render = ({ name, status, detail, seconds }: PhaseResult): string =>
  `${MARKS[status]} ${`${seconds.toFixed(0)} s`.padStart(5)}  ${name}\n               ${detail.replaceAll('\n', '\n               ')}`;

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = sayEnd(error);
  },
);
