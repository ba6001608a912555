import { parseArguments } from '../../cli/arguments';
import { COMMANDS as REGISTERED } from '../../cli/commands';
import { own } from '../../keys/own';
import { EXIT_CODES } from '../../cli/exit-codes';
import { usage } from '../../cli/usage';
import { DEFAULT_LIMITS } from '../../deployment/room-cache/performance';
import { INHERITED_NAMES } from '../support/inherited-names';

/** With the command's name in its place. */
function parseWords(words: readonly string[]) {
  const parsed = parseArguments(words);
  if (!('about' in parsed)) return { ...parsed, command: parsed.command.name };
  return { about: typeof parsed.about === 'string' ? parsed.about : parsed.about.name };
}
const parse = (line: string) => parseWords(line.split(' ').filter(Boolean));
/** Whatever its cause is. */
const usageError = (message: string): Error => expect.objectContaining({ name: 'UsageError', message }) as Error;
const DIGEST = '0123456789abcdef'.repeat(4);
const MEASURED = {
  'room-cache': { limits: DEFAULT_LIMITS, readers: 50 },
  booking: { limits: { messageP95Ms: 2_000 } },
};
const deploying = (args: object, yes = false) => ({
  environment: 'dev',
  args: { yes, options: { demands: MEASURED, ...args } },
});
const reviewing = (plans: string[], args: object = {}) => ({ args: { plans, accept: {}, format: 'text', ...args } });
const importing = (args: object) => ({ environment: 'dev', args });

test.each<[string, { environment?: string; system?: string; args: unknown; isJson?: boolean }]>([
  ['deploy dev', deploying({})],
  ['deploy dev --yes --json', { ...deploying({}, true), isJson: true }],
  ['--json status dev --no-drift', { environment: 'dev', args: { drift: false }, isJson: true }],
  ['status dev', { environment: 'dev', args: { drift: true } }],
  ['preflight prod --skip-gates=why', { environment: 'prod', args: { skipGates: 'why' } }],
  ['rollback prod --to cache=4', { environment: 'prod', args: { list: false, options: { to: 'cache=4' } } }],
  ['rollback prod --list', { environment: 'prod', args: { list: true, options: {} } }],
  ['unlock prod 0a61-e9', { environment: 'prod', args: { lockId: '0a61-e9' } }],
  ['state staging --restore 3HL4', { environment: 'staging', args: { restore: '3HL4' } }],
  ['bootstrap prod', { environment: 'prod', args: {} }],
  ['bootstrap prod --roles', { environment: 'prod', args: { roles: { pullRequests: true, isDryRun: false } } }],
  [
    'bootstrap prod --roles --dry-run --repository a/b --no-pull-requests',
    { environment: 'prod', args: { roles: { pullRequests: false, isDryRun: true, repository: 'a/b' } } },
  ],
  ['destroy dev-ana --yes', { environment: 'dev-ana', args: { yes: true } }],
  ['copies dev', { environment: 'dev', args: {} }],
  ['gates', { args: {} }],
  ['verify dev', { environment: 'dev', args: {} }],
  ['verify dev --system room-cache', { environment: 'dev', system: 'room-cache', args: {} }],
  ['verify dev-room-cache', { environment: 'dev', system: 'room-cache', args: {} }],
  ['verify dev-room-cache --system room-cache', { environment: 'dev', system: 'room-cache', args: {} }],
  ['verify dev-ana', { environment: 'dev-ana', args: {} }],
  ['review plan.json', reviewing(['plan.json'])],
  ['review a.json - dev --json', { ...reviewing(['a.json', '-', 'dev'], { format: 'json' }), isJson: true }],
  ['review - --format json', { ...reviewing(['-'], { format: 'json' }), isJson: true }],
  [
    'review dev --base main --write out --name x --accept a/b.c["d=e"]=f=g --accept h/i.j=k',
    reviewing(['dev'], {
      base: 'main',
      write: 'out',
      name: 'x',
      accept: { 'a/b.c["d=e"]': 'f=g', 'h/i.j': 'k' },
    }),
  ],
  ['review dev --plan-out p', reviewing(['dev'], { planOut: 'p' })],
  ['post a.json b.json', { args: { files: ['a.json', 'b.json'], expected: [] } }],
  ['post a.json --expect staging,prod', { args: { files: ['a.json'], expected: ['staging', 'prod'] } }],
  ['post --expect=dev', { args: { files: [], expected: ['dev'] } }],
  ['import dev --inspect --from x', importing({ action: 'inspect', format: 'text', from: 'x', map: new Map() })],
  ['import dev --write', importing({ action: 'write', dryRun: false, map: new Map(), sample: 100 })],
  [
    'import dev --write --dry-run --map=rooms=votes --sample=5',
    importing({ action: 'write', dryRun: true, map: new Map([['rooms', 'votes']]), sample: 5 }),
  ],
  ['import dev --check', importing({ action: 'check' })],
  ['import dev --release rooms', importing({ action: 'release', table: 'rooms', dryRun: false })],
  [`deploy dev --plan p --reviewed ${DIGEST}`, deploying({ reviewed: { file: 'p', digests: [DIGEST] } })],
  [
    `deploy dev --plan p --reviewed ${DIGEST},${'f'.repeat(64)}`,
    deploying({ reviewed: { file: 'p', digests: [DIGEST, 'f'.repeat(64)] } }),
  ],
  [
    'deploy dev --page-p95 300 --first-batch 9999999 --readers 7',
    deploying({
      demands: {
        ...MEASURED,
        'room-cache': { limits: { ...DEFAULT_LIMITS, pageP95Ms: 300, firstBatchMs: 9_999_999 }, readers: 7 },
      },
    }),
  ],
  ['deploy dev --message-p95 300', deploying({ demands: { ...MEASURED, booking: { limits: { messageP95Ms: 300 } } } })],
  ['performance dev', { environment: 'dev', args: MEASURED }],
])('%s', (line, expected) => {
  const command = line.split(' ').find((word) => REGISTERED.some(({ name }) => name === word && word !== 'import'));
  expect(parse(line)).toEqual({ isJson: false, command: command ?? 'import', ...expected });
});

test.each([
  ['', 'all'],
  ['--help', 'all'],
  ['-h', 'all'],
  ['deploy -h', 'deploy'],
  ['-v', 'version'],
  ['help', 'all'],
  ['deploy --help', 'deploy'],
  ['--help state', 'state'],
  ['help import', 'import'],
  ['import --help --write', 'import'],
  ['unlock dev --help', 'unlock'],
  ['--version', 'version'],
  ['version', 'version'],
  ['deploy --help --version', 'version'],
])('%p asks for words about %p', (line, about) => {
  expect(parse(line)).toEqual({ about });
});

test.each([
  ['hlep', 'help'],
  ['help hlep', 'help'],
  ['verison', 'version'],
  ['deply dev', 'deploy'],
])('%p was probably meant to be %p', (line, meant) => {
  expect(() => parse(line)).toThrow(
    `There is no command "${line.split(' ').find((word) => word !== 'help' && word !== 'dev')}". Did you mean ${meant}?`,
  );
});

test.each(['nonsense --help', 'help nonsense'])('%p asks about nothing that there is', (line) => {
  expect(() => parse(line)).toThrow(/^There is no command "nonsense"\./);
});

test('a reason of several words is one', () => {
  expect(parseWords(['deploy', 'dev', '--skip-gates', '  passed before '])).toMatchObject({
    args: { options: { skipGates: 'passed before' } },
  });
});

/** `__tests__/docs` holds the list to the README's. */
const COMMANDS = REGISTERED.map(({ name }) => name).join(', ');

test.each([
  ['nonsense dev', `There is no command "nonsense". There are ${COMMANDS}, help, version.`],
  ['--json', `The command is missing. There are ${COMMANDS}, help, version.`],
  ['deploy', 'The form is bin/trinity deploy ENVIRONMENT; found nothing after deploy.'],
  ['deploy dev prod', 'The form is bin/trinity deploy ENVIRONMENT; found dev prod after deploy.'],
  ['unlock dev', 'The form is bin/trinity unlock ENVIRONMENT LOCK_ID; found dev after unlock.'],
  ['gates dev', 'The form is bin/trinity gates; found dev after gates.'],
  ['deploy dev --force', "Unknown option '--force'."],
  [
    'deploy dev --system=bookings',
    'There is no system "bookings". Did you mean booking? There are: room-cache, booking.',
  ],
  [
    'deploy dev-room-cache --system=booking',
    'dev-room-cache is of the system room-cache: it does not go with --system booking.',
  ],
  ['deploy dev -y', "Unknown option '-y'."],
  ['deploy dev --skip-gate why', "Unknown option '--skip-gate'. Did you mean --skip-gates?"],
  ['import dev --inspec', "Unknown option '--inspec'. Did you mean --inspect?"],
  ['deploy dev --yes=true', "Option '--yes' does not take an argument."],
  [
    'rollback dev --to',
    "--to wants TARGET: a deployment's id, the beginning of its commit, or versions such as cache=4,room=2. For example: bin/trinity rollback prod --to cache=4,room=2",
  ],
  ['rollback dev --to --list', "Option '--to' argument is ambiguous."],
  ['rollback dev --list --to cache=1', '--list changes nothing: it does not go with --to.'],
  ['bootstrap dev --dry-run', '--dry-run of bootstrap goes with --roles.'],
  ['bootstrap dev --repository a/b', '--repository of bootstrap goes with --roles.'],
  ['bootstrap dev --no-pull-requests', '--no-pull-requests of bootstrap goes with --roles.'],
  ['review', 'The form is bin/trinity review PLAN; found nothing after review.'],
  ['post', 'The form is bin/trinity post REVIEW; found nothing after post.'],
  [
    'import dev',
    expect.stringMatching(
      /^import wants one of four: --inspect says .*, --write .*, --check .*, --release TABLE /,
    ) as string,
  ],
  ['import dev --inspect --check', expect.stringMatching(/^import wants one of four: /) as string],
  ...['write', 'check', 'release=rooms'].map((action) => [
    `import dev --${action} --from=x`,
    `--from goes with --inspect, not with --${action.split('=')[0]}: a file never says all of a table.`,
  ]),
  ['import dev --write --release=rooms', expect.stringMatching(/^import wants one of four: /) as string],
  ['import dev --release', expect.stringMatching(/^--release wants TABLE: let a table /) as string],
  [
    'tenant dev key ana --make',
    expect.stringMatching(
      /^--make wants NAME: .* For example: bin\/trinity tenant dev key ana --make "web page"/,
    ) as string,
  ],
  ...['check', 'release=rooms'].map((action) => [
    `import dev --${action} --map=rooms=votes`,
    '--map goes with --inspect and --write: which table it is stands in the configuration already.',
  ]),
  ['import dev --release=rooms --sample=5', expect.stringMatching(/^--sample reads items of the account: /) as string],
  ['import dev --release=rooms --format=html', '--format html goes with --inspect.'],
  ['import dev --check --dry-run', '--dry-run goes with --write and --release.'],
  ['import dev --write --format=html', '--format html goes with --inspect.'],
  ['import dev --write=dir', "Option '--write' does not take an argument."],
  ...['rooms', 'rooms=', '=votes', 'rooms=a+b', 'rooms=ab'].map((value) => [
    `import dev --inspect --map=${value}`,
    `--map "${value}" is not NAME=TABLE, such as --map rooms=trinity-rooms-dev-v2.`,
  ]),
  ...['tmdb=/trinity/dev/tmdb-api-key', 'key=/trinity/dev/key'].map((value): [string, string] => [
    `import dev --inspect --map=${value}`,
    `--map "${value}": a SecureString is never adopted; its import would write the secret in clear into the state of Terraform and into each plan. Leave it where it is, and name it in systems.roomCache.tmdb.parameterName: the functions read it at run time.`,
  ]),
  ['import dev --inspect --map=rooms=one --map=rooms=two', '--map names rooms twice.'],
  [
    'import dev --inspect --from=x --sample=5',
    '--sample reads items of the account: it goes with --inspect and --write, and not with --from.',
  ],
  ...['0', '-1', '1.5', 'all', '10001', '1e3'].map((value): [string, string] => [
    `import dev --inspect --sample=${value}`,
    `--sample "${value}" is not a number of items from 1 to 10000.`,
  ]),
  ['post --expect=dev,,prod', '--expect "dev,,prod" is no list of names, such as --expect "staging,prod".'],
  ['import dev --inspect --format=xml', '--format "xml" is none of text, markdown, html, json.'],
  ['review dev --format=xml', '--format "xml" is none of text, markdown, html, json.'],
  ['review dev --json --format=html', '--json does not go with --format html.'],
  ['review dev prod --name=x', '--name goes with one plan, not with 2.'],
  ['review dev prod --plan-out=x', '--plan-out goes with one plan, not with 2.'],
  ['review dev --base=main --plan-out=x', '--base makes no plan: it does not go with --plan-out.'],
  ...['all', 'a/b', 'a/b=', '=why', 'a=b', '*/x=y'].map((value) => [
    `review dev --accept=${value}`,
    `--accept "${value}" is not NAME=WHY, such as --accept 'index-dropped/aws_dynamodb_table.rooms#3f9a2c1b=nobody reads it'.`,
  ]),
  ['review dev prod --accept=a/b=c', '--accept goes with one plan, not with 2: a finding of each would be accepted.'],
  ['review dev --accept=a/b=c --accept=a/b=d', '--accept names a/b twice.'],
  ['review dev --name=', '--name wants a name.'],
  ['deploy dev --plan=p', '--plan and --reviewed go together.'],
  [`deploy dev --reviewed=${DIGEST}`, '--plan and --reviewed go together.'],
  ['deploy dev --plan=p --reviewed=abc', '--reviewed "abc" is no digest: 64 of 0-9 and a-f, as the review shows it.'],
  [
    `deploy dev --plan=p --reviewed=${DIGEST},`,
    '--reviewed "" is no digest: 64 of 0-9 and a-f, as the review shows it.',
  ],
  ['deploy dev --skip-gates=', '--skip-gates wants to know why, for example --skip-gates "passed in the job before".'],
  ...['0', '-1', '1.5', '200ms', '1e3', '10000000', ''].map((value) => [
    `deploy dev --page-p95=${value}`,
    `--page-p95 "${value}" is no number of milliseconds from 1 to 9999999.`,
  ]),
  ['deploy dev --readers=0', '--readers "0" is no number of members from 1 to 999.'],
  ...['dev --system booking', 'dev-booking'].map((booking) => [
    `deploy ${booking} --page-p95 300`,
    '--page-p95 is of the system room-cache: it does not go with booking.',
  ]),
  [
    'deploy dev --system room-cache --message-p95 300',
    '--message-p95 is of the system booking: it does not go with room-cache.',
  ],
  ['tenant dev', 'The form is bin/trinity tenant ENVIRONMENT ACTION TENANT; found dev after tenant.'],
  ['tenant dev key a b', 'The form is bin/trinity tenant ENVIRONMENT ACTION TENANT; found dev key a b after tenant.'],
  ...['export', 'toString'].map((action): [string, string] => [
    `tenant dev x${action} a`,
    `tenant has no action "x${action}".${action === 'export' ? ' Did you mean export?' : ''} There are list, create, key, admin, suspend, resume, export, erase.`,
  ]),
  [
    'tenant dev toString a',
    'tenant has no action "toString". There are list, create, key, admin, suspend, resume, export, erase.',
  ],
  [
    'tenant dev-room-cache key a',
    'dev-room-cache is of the system room-cache: it does not go with tenant, which is about booking.',
  ],
  ['tenant dev create a --name=A', 'tenant create wants --name, --time-zone, --language, --owner.'],
  ['tenant dev suspend a --yes', '--yes goes with tenant erase, not with tenant suspend.'],
  ['tenant dev export a --remove=b@c.example', '--remove goes with tenant admin, not with tenant export.'],
  ['tenant dev key a --make=x --rotate=y', '--make and --rotate do not go together.'],
  ['tenant dev key a --origin=https://b.example', '--origin goes with --make.'],
  ['tenant dev key a --make=x --overlap=5', '--overlap goes with --rotate.'],
  ['tenant dev key a --make=x --rate=many', '--rate "many" is no number.'],
  ['tenant dev admin a --role=OWNER', '--role goes with --add.'],
  ['tenant dev admin a --add=b@c.example', '--role is missing: --add wants OWNER or STAFF.'],
  ['tenant dev admin a --add=b@c.example --role=BOSS', '--role "BOSS" is none: --add wants OWNER or STAFF.'],
  ...['b', 'b@c', '"b@c.example', 'b@c.example"'].map((value): [string, string] => [
    `tenant dev admin a --remove=${value}`,
    `--remove "${value}" is no e-mail address.`,
  ]),
  ['tenant dev export a --json', '--json of tenant export goes with --out: what is exported is lines of JSON.'],
  ['tenant dev erase a --yes --dry-run', '--dry-run and --yes do not go together.'],
  ...['x', 'https://example.com', 'http://example.com:80', 'ftp://localhost'].map((value): [string, string] => [
    `tenant dev key a --local=${value}`,
    `--local "${value}" is no address of this machine, such as http://127.0.0.1:40125.`,
  ]),
  ['performance dev --first-batch=x', '--first-batch "x" is no number of milliseconds from 1 to 9999999.'],
])('%s is refused', (line, message) => {
  expect(() => parse(line)).toThrow(usageError(message));
});

/** By hand: the registry is held to it. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '--yes': ['deploy', 'destroy', 'tenant'],
  '--skip-gates=why': ['preflight', 'deploy'],
  '--to=cache=1': ['rollback'],
  '--list': ['rollback'],
  '--restore=1': ['state'],
  '--no-drift': ['status'],
  '--page-p95=1': ['deploy', 'performance'],
  '--first-batch=1': ['deploy', 'performance'],
  '--readers=1': ['deploy', 'performance'],
  '--message-p95=1': ['deploy', 'performance'],
  '--accept=a/b=c': ['deploy', 'review'],
  '--format=html': ['review', 'import'],
  '--write=dir': ['review', 'import'],
  '--check': ['import'],
  '--dry-run': ['bootstrap', 'import', 'tenant'],
  '--roles': ['bootstrap'],
  '--roles --repository=a/b': ['bootstrap'],
  '--roles --no-pull-requests': ['bootstrap'],
  '--base=main': ['review'],
  '--name=x': ['review', 'tenant'],
  '--plan-out=x': ['review'],
  '--inspect': ['import'],
  '--from=x': ['import'],
  '--map=rooms=votes': ['import'],
  '--sample=5': ['import'],
  '--release=rooms': ['import'],
  '--expect=x': ['post'],
  [`--plan=x --reviewed=${DIGEST}`]: ['deploy'],
  '--time-zone=UTC --language=en --owner=ana': ['tenant'],
  '--make=page --origin=https://a.example --rate=5': ['tenant'],
  '--rotate=x --overlap=1': ['tenant'],
  '--revoke=x': ['tenant'],
  '--add=a@b.example --role=STAFF': ['tenant'],
  '--remove=a@b.example': ['tenant'],
  '--out=x': ['tenant'],
  '--local=http://localhost:1': ['tenant'],
  '--system=room-cache': [
    ...['preflight', 'deploy', 'verify', 'performance', 'rollback', 'destroy', 'status', 'unlock', 'state'],
  ],
  '--json': COMMANDS.split(', '),
};

describe('an option that the command would ignore is refused', () => {
  const forms = COMMANDS.split(', ').map(
    (command) =>
      [
        command,
        { gates: 'gates', unlock: 'unlock dev 1', import: 'import dev --inspect', tenant: 'tenant dev erase ana' }[
          command
        ] ?? `${command} dev`,
      ] as const,
  );

  /** The four actions of import exclude one another, its --write takes no folder; a dry run is one of something. */
  const lines: Readonly<Record<string, string>> = {
    'import --write=dir': 'import dev --write',
    'import --check': 'import dev --check',
    'import --dry-run': 'import dev --write --dry-run',
    'import --release=rooms': 'import dev --release=rooms',
    'tenant --name=x': 'tenant dev create ana --time-zone=UTC --language=en --owner=ana --name=x',
    'tenant --time-zone=UTC --language=en --owner=ana':
      'tenant dev create ana --name=x --time-zone=UTC --language=en --owner=ana',
    'tenant --make=page --origin=https://a.example --rate=5':
      'tenant dev key ana --make=page --origin=https://a.example --rate=5',
    'tenant --rotate=x --overlap=1': 'tenant dev key ana --rotate=x --overlap=1',
    'tenant --revoke=x': 'tenant dev key ana --revoke=x',
    'tenant --add=a@b.example --role=STAFF': 'tenant dev admin ana --add=a@b.example --role=STAFF',
    'tenant --remove=a@b.example': 'tenant dev admin ana --remove=a@b.example',
    'tenant --out=x': 'tenant dev export ana --out=x',
    'bootstrap --dry-run': 'bootstrap dev --roles --dry-run',
  };

  test.each(Object.entries(ALLOWED))('%s goes with %p', (option, commands) => {
    for (const [command, form] of forms) {
      const parsing = () => parse(own(lines, `${command} ${option}`) ?? `${form} ${option}`);
      if (commands.includes(command)) expect(parsing).not.toThrow();
      else {
        const name = option.replace(/[= ].*/, '');
        expect(parsing).toThrow(usageError(`${name} goes with ${commands.join(', ')}, not with ${command}.`));
      }
    }
  });
});

describe('the help', () => {
  const allowed = new Map(
    Object.entries(ALLOWED).flatMap(([line, commands]) =>
      line.split(' ').map((option) => [option.replace(/^--|=.*/g, ''), commands] as const),
    ),
  );

  test('is tested with every option that there is', () => {
    expect(new Set(REGISTERED.flatMap(({ options }) => Object.keys(options)))).toEqual(new Set(allowed.keys()));
  });

  test('of all names every command, every option and every exit code', () => {
    for (const command of COMMANDS.split(', ')) expect(usage()).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const option of allowed.keys()) expect(usage()).toMatch(new RegExp(`^  .*--${option}(?=[ ,]|$)`, 'm'));
    for (const code of Object.values(EXIT_CODES)) expect(usage()).toMatch(new RegExp(`\\b${code} [a-z]`));
  });

  test.each(REGISTERED.map((command) => [command.name, command] as const))(
    'of %s names what goes with it, with lines that are understood',
    (name, command) => {
      const text = usage(command);
      const [options = '', examples = ''] = text.split('\n\nFor example:\n');
      for (const [option, commands] of allowed) {
        const isThere = new RegExp(`^  --${option}(?= |$)`, 'm').test(options);
        expect([option, isThere]).toEqual([option, commands.includes(name)]);
      }
      expect(options).toMatch(/^[A-Z][^]{20,}?\.\n/); // what it does
      const lines = [...examples.matchAll(/^ {2}bin\/trinity (.*)$/gm)].map(([, line = '']) => line);
      expect(lines).not.toEqual([]);
      for (const line of lines) {
        const words = line.replaceAll('DIGEST', 'f'.repeat(64)).match(/"[^"]*"|\S+/g) ?? [];
        expect(parseWords(words.map((word) => word.replaceAll('"', '')))).toMatchObject({ command: name });
      }
    },
  );

  test.each([undefined, ...REGISTERED])('no line of it is wider than a screen', (command) => {
    for (const line of usage(command).split('\n')) expect(line.length).toBeLessThanOrEqual(121);
  });
});

test('a script can tell every end apart', () => {
  const codes = Object.values(EXIT_CODES);
  expect(new Set(codes).size).toBe(codes.length);
});

// Nothing failed here: it guards that commands and options are looked up by what they are, and no name is lost.
test.each(INHERITED_NAMES)(
  '%s is no command and no option, and may be the name of an environment or in a finding',
  (name) => {
    expect(() => parse(name)).toThrow(`There is no command "${name}".`);
    expect(() => parse(`status dev --${name}`)).toThrow(usageError(`Unknown option '--${name}'.`));
    expect(parse(`status ${name}`)).toMatchObject({ environment: name });
    expect(parse(`review a.json --accept a/${name}=why`)).toMatchObject({ args: { accept: { [`a/${name}`]: 'why' } } });
  },
);
