import { parseArguments, USAGE } from '../../cli/arguments';
import { EXIT_CODES } from '../../cli/exit-codes';
import { DEFAULT_LIMITS } from '../../deployment/performance';

const parse = (line: string) => parseArguments(line.split(' ').filter(Boolean));
/** Whatever its cause is. */
const usageError = (message: string): Error => expect.objectContaining({ name: 'UsageError', message }) as Error;
const NOTHING = { yes: false, allowLoss: false, json: false, list: false, drift: true, limits: DEFAULT_LIMITS };

test.each([
  ['deploy staging', { command: 'deploy', environment: 'staging' }],
  ['deploy staging --yes --json', { command: 'deploy', environment: 'staging', yes: true, json: true }],
  ['--json status dev --no-drift', { command: 'status', environment: 'dev', json: true, drift: false }],
  ['preflight prod --skip-gates=why', { command: 'preflight', environment: 'prod', skipGates: 'why' }],
  ['rollback prod --to cache=4', { command: 'rollback', environment: 'prod', to: 'cache=4' }],
  ['rollback prod --list', { command: 'rollback', environment: 'prod', list: true }],
  ['unlock prod 0a61-e9', { command: 'unlock', environment: 'prod', lockId: '0a61-e9' }],
  ['state staging --restore 3HL4', { command: 'state', environment: 'staging', restore: '3HL4' }],
  ['gates', { command: 'gates' }],
  [
    'deploy dev --page-p95 300 --first-batch 9999999',
    { command: 'deploy', environment: 'dev', limits: { ...DEFAULT_LIMITS, pageP95Ms: 300, firstBatchMs: 9_999_999 } },
  ],
])('%s', (line, expected) => {
  expect(parse(line)).toEqual({ ...NOTHING, ...expected });
});

test.each(['', '--help', 'deploy --help', 'nonsense --help'])('%p shows the help', (line) => {
  expect(parse(line)).toBe('help');
});

test('a reason of several words is one', () => {
  expect(parseArguments(['deploy', 'dev', '--skip-gates', '  passed before '])).toMatchObject({
    skipGates: 'passed before',
  });
});

const COMMANDS = 'preflight, bootstrap, deploy, verify, performance, rollback, status, unlock, state, gates';

test.each([
  ['nonsense dev', `There is no command "nonsense". There are ${COMMANDS}.`],
  ['--json', `The command is missing. There are ${COMMANDS}.`],
  ['deploy', 'The form is npx trinity deploy ENVIRONMENT; found nothing after deploy.'],
  ['deploy dev prod', 'The form is npx trinity deploy ENVIRONMENT; found dev prod after deploy.'],
  ['unlock dev', 'The form is npx trinity unlock ENVIRONMENT LOCK_ID; found dev after unlock.'],
  ['gates dev', 'The form is npx trinity gates; found dev after gates.'],
  ['deploy dev --force', "Unknown option '--force'."],
  ['deploy dev -y', "Unknown option '-y'."],
  ['deploy dev --yes=true', "Option '--yes' does not take an argument."],
  ['rollback dev --to', "Option '--to <value>' argument missing."],
  ['rollback dev --to --list', "Option '--to' argument is ambiguous."],
  ['rollback dev --list --to cache=1', '--list changes nothing: it does not go with --to.'],
  ['deploy dev --skip-gates=', '--skip-gates wants to know why, for example --skip-gates "passed in the job before".'],
  ...['0', '-1', '1.5', '200ms', '1e3', '10000000', ''].map((value) => [
    `deploy dev --page-p95=${value}`,
    `--page-p95 "${value}" is no number of milliseconds from 1 to 9999999.`,
  ]),
  ['performance dev --first-batch=x', '--first-batch "x" is no number of milliseconds from 1 to 9999999.'],
])('%s is refused', (line, message) => {
  expect(() => parse(line)).toThrow(usageError(message));
});

describe('an option that the command would ignore is refused', () => {
  const allowed: Record<string, string[]> = {
    '--yes': ['deploy'],
    '--allow-loss': ['deploy'],
    '--skip-gates=why': ['preflight', 'deploy'],
    '--to=cache=1': ['rollback'],
    '--list': ['rollback'],
    '--restore=1': ['state'],
    '--no-drift': ['status'],
    '--page-p95=1': ['deploy', 'performance'],
    '--first-batch=1': ['deploy', 'performance'],
    '--json': COMMANDS.split(', '),
  };
  const forms = COMMANDS.split(', ').map(
    (command) => [command, { gates: 'gates', unlock: 'unlock dev 1' }[command] ?? `${command} dev`] as const,
  );

  test.each(Object.entries(allowed))('%s goes with %p', (option, commands) => {
    for (const [command, form] of forms) {
      const parsing = () => parse(`${form} ${option}`);
      if (commands.includes(command)) expect(parsing).not.toThrow();
      else {
        const name = option.replace(/=.*/, '');
        expect(parsing).toThrow(usageError(`${name} goes with ${commands.join(', ')}, not with ${command}.`));
      }
    }
  });
});

test('the help names every command, every option and every exit code', () => {
  for (const command of COMMANDS.split(', ')) expect(USAGE).toMatch(new RegExp(`^  ${command} `, 'm'));
  for (const option of [
    'yes',
    'allow-loss',
    'skip-gates',
    'page-p95',
    'first-batch',
    'to',
    'list',
    'restore',
    'no-drift',
    'json',
    'help',
  ]) {
    expect(USAGE).toContain(`\n  --${option}`);
  }
  for (const code of Object.values(EXIT_CODES)) expect(USAGE).toMatch(new RegExp(`\\b${code} [a-z]`));
});

test('a script can tell every end apart', () => {
  const codes = Object.values(EXIT_CODES);
  expect(new Set(codes).size).toBe(codes.length);
});
