import { explainUnknown, isName } from '../environments/names';
import { loadEnvironment } from '../environments';
import { sayEnd } from '../programs/end';
import { askedFor, parseOptions } from '../programs/parse-options';
import { UsageError } from '../programs/user-error';
import { keepAws } from './kept';

const USAGE = `Keeps the rehearsal's AWS running, to try deploys by hand. It has what an environment's first
deploy expects, and nothing else, and is gone with Ctrl-C.

  npm run aws [-- ENVIRONMENT]    the account of ENVIRONMENT; of staging unless given

Prints the variables that point Terraform, cdktf, trinity and the AWS CLI at it, then what the functions log. Films come from
the real TMDB when TMDB_API_KEY is set, and otherwise from this machine.

Needs moto (pip install 'moto[server]'); no AWS account. Exit codes: 0 ended by Ctrl-C, 1 it could not run, 64 command line.`;

/** `npm run aws`. The one place of it that touches the process. */
async function main(): Promise<number> {
  const refuse = (message: string, cause?: unknown) => new UsageError(message, { cause });
  const { values, positionals } = parseOptions(process.argv.slice(2), {}, (message, cause) =>
    refuse(`${message}\n\n${USAGE}`, cause),
  );
  const asked = askedFor(values, USAGE);
  if (asked !== undefined) {
    print([asked]);
    return 0;
  }
  const [name = 'staging', ...more] = positionals;
  if (more.length > 0) throw refuse(`One environment at a time, found: ${positionals.join(', ')}.\n\n${USAGE}`);
  if (!isName(name)) throw refuse(explainUnknown(name));
  const environment = loadEnvironment(name);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  const key = process.env.TMDB_API_KEY;
  const aws = await keepAws(environment, key ? { kind: 'tmdb', key } : { kind: 'local' }, (functionName, line) =>
    print([`${functionName}  ${line}`]),
  );
  try {
    print([
      ...aws.notes,
      '',
      `Paste into another terminal, in this checkout. It is for ${name} alone: another one has another account.`,
      '',
      ...aws.exports.map((line) => `  ${line}`),
      '',
      'Then, for example (without --skip-provider-lock where Terraform reaches its registry):',
      '',
      `  npx cdktf deploy ${name} --skip-provider-lock`,
      '  aws dynamodb list-tables',
      '',
    ]);
    await stopped;
  } finally {
    await aws.close();
  }
  return 0;
}

const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = sayEnd(error);
  },
);
