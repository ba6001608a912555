import { NAMES } from '../../environments/names';
import { parseArguments } from '../../local/arguments';
import { UsageError } from '../../programs/user-error';

it('takes dev, dynalite, port 4000 and a demo unless told otherwise', () => {
  expect(parseArguments([])).toEqual({
    environment: 'dev',
    system: 'room-cache',
    port: 4000,
    dynamodb: 'dynalite',
    dataDir: undefined,
    tmdbUrl: undefined,
    demo: true,
    json: false,
    verbose: false,
  });
});

it('takes everything that it offers', () => {
  const args =
    'staging --system room-cache --port 0 --dynamodb local --data here --tmdb-url http://x/3/ --no-demo --json --verbose';
  expect(parseArguments(args.split(' '))).toEqual({
    environment: 'staging',
    system: 'room-cache',
    port: 0,
    dynamodb: 'local',
    dataDir: 'here',
    tmdbUrl: 'http://x/3',
    demo: false,
    json: true,
    verbose: true,
  });
});

it.each([
  [['-h'], /^Runs an environment on this machine/],
  [['staging', '--help'], /^Runs an environment on this machine/],
  [['-v'], /^trinity \d+\.\d+\.\d+, Node \d+/],
  [['--version'], /^trinity \d+\.\d+\.\d+, Node \d+/],
])('is asked for words by %j', (args, words) => {
  expect(parseArguments(args)).toMatch(words);
});

it.each([
  [['--hlep'], "Unknown option '--hlep'. Did you mean --help? See npm start -- --help."],
  [['--xyz'], "Unknown option '--xyz'. See npm start -- --help."],
  [['--prot', '1'], "Unknown option '--prot'. Did you mean --port? See npm start -- --help."],
  [['--port'], '--port wants N, such as 4000. See npm start -- --help.'],
  [['--port', '-1'], /--port.*ambiguous/],
  [['--port', '70000'], '--port "70000" is no port. Ports are 1 to 65535, and 0 for any free one.'],
  [
    ['--system', 'roomcache'],
    'There is no system "roomcache". Did you mean room-cache? There are: room-cache, booking.',
  ],
  [['--tmdb-url', 'file:///etc'], '--tmdb-url "file:///etc" is no http address. An example: http://127.0.0.1:8080/3'],
  [['--dynamodb', 'x'], '--dynamodb "x" is unknown. There are dynalite and local (Amazon\'s DynamoDB Local).'],
  [['prd'], `There is no environment "prd". Did you mean prod? There are: ${NAMES.join(', ')} (environments/).`],
  [['a', 'b'], 'One environment at a time, found: a, b.'],
])('refuses %j', (args, message) => {
  expect(() => parseArguments(args)).toThrow(UsageError);
  expect(() => parseArguments(args)).toThrow(message);
});

/** As npm 11 leaves it. */
it.each([
  ['dev booking', { system: 'true' }, '--system', 'dev --system booking'],
  ['dev', { system: 'booking' }, '--system', 'dev --system booking'],
  ['', { json: 'true', demo: '' }, '--no-demo, --json', '--no-demo --json'],
  ['here 4001', { port: 'true', data: 'true' }, '--port, --data', '--port … --data …'],
  ['dev', { tmdb_url: 'true' }, '--tmdb-url', 'dev --tmdb-url …'],
])('refuses %j when npm has taken %j for its own', (args, config, taken, right) => {
  const npm = Object.fromEntries(Object.entries(config).map(([name, value]) => [`npm_config_${name}`, value]));
  const words = args.split(' ').filter(Boolean);
  const parse = (env: NodeJS.ProcessEnv) => () => parseArguments(words, env);
  const message = `npm has taken ${taken} for its own. Type npm start -- ${right}`;
  expect(parse({ ...npm, npm_lifecycle_event: 'start' })).toThrow(new UsageError(message));
  // Of a run below another script of npm's, its options are none of this one's.
  expect(parse({ ...npm, npm_lifecycle_event: 'test' })).not.toThrow('npm has taken');
});

it('takes options that npm has, too, when they are given', () => {
  const npm = { npm_lifecycle_event: 'start', npm_config_json: 'true', npm_config_port: '80' };
  expect(parseArguments(['--json', '--port', '0'], npm)).toMatchObject({ json: true, port: 0 });
});
