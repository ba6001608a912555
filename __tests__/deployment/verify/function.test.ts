import { functionChecks } from '../../../deployment/verify/function';
import { awsError, change, deployedWith, fakeAws, resource, run, throws } from './fakes';

const SECRET = 'a value that nobody should see';
const name = 'trinity-cache-dev';
const state = {
  function_name: name,
  role: 'arn:aws:iam::111111111111:role/trinity-cache-dev',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  memory_size: 1024,
  timeout: 20,
  environment: [{ variables: { BATCH_SIZE: '30', TMDB_PARAMETER_NAME: SECRET } }],
  version: '7',
};
const alias = { name: 'live', function_name: name, function_version: '7' };
const aws = {
  alias: { Name: 'live', FunctionVersion: '7' } as object,
  configuration: {
    MemorySize: 1024,
    Timeout: 20,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: state.role,
    CodeSha256: 'DY2w1MRF',
    Environment: { Variables: { BATCH_SIZE: '30', TMDB_PARAMETER_NAME: SECRET } },
  },
};

const deployed = deployedWith(resource('aws_lambda_function.cache', state), resource('aws_lambda_alias.cache', alias));

function check(answers = aws, bundles = new Map([['cache', 'DY2w1MRF']])) {
  const asked: unknown[] = [];
  const clients = fakeAws({
    GetAliasCommand: () => answers.alias,
    GetFunctionConfigurationCommand: (input) => {
      asked.push(input);
      return answers.configuration;
    },
  });
  return run(functionChecks(deployed, clients, bundles)[0]).then((outcome) => ({ outcome, asked }));
}

it('passes when the version behind the alias is this checkout, as deployed', async () => {
  const { outcome, asked } = await check();
  expect(outcome).toEqual({ status: 'passed', detail: 'live is version 7, 1024 MB, 20 s, code as built here' });
  expect(asked).toEqual([{ FunctionName: name, Qualifier: '7' }]);
});

it.each([
  ['alias.FunctionVersion', '6', 'alias live is "6", expected "7"'],
  [
    'alias.RoutingConfig',
    { AdditionalVersionWeights: { 6: 0.1 } },
    'share of other versions behind alias live is {"6":0.1}, expected {}',
  ],
  ['configuration.MemorySize', 512, 'memory (MB) is 512, expected 1024'],
  ['configuration.Timeout', 3, 'timeout (s) is 3, expected 20'],
  ['configuration.Runtime', 'nodejs20.x', 'runtime is "nodejs20.x", expected "nodejs22.x"'],
  ['configuration.Handler', 'main.handler', 'handler is "main.handler", expected "index.handler"'],
  [
    'configuration.Role',
    'arn:other',
    'role is "arn:other", expected "arn:aws:iam::111111111111:role/trinity-cache-dev"',
  ],
  ['configuration.Environment.Variables.BATCH_SIZE', undefined, 'environment variable BATCH_SIZE is missing'],
  ['configuration.Environment.Variables.NEW', 'x', 'environment variable NEW is there, expected none'],
])('fails when %s is %j', async (path, value, difference) => {
  const { outcome } = await check(change(aws, path, value));
  expect(outcome).toEqual({
    status: 'failed',
    reason: expect.stringMatching(/^Function trinity-cache-dev, version [67]: .*\.$/) as string,
    next: 'Something changed it after the deploy. `npx cdktf deploy dev` puts it back.',
  });
  expect(outcome).toMatchObject({ reason: expect.stringContaining(difference) as string });
});

it('shows no value of an environment variable', async () => {
  const { outcome } = await check(change(aws, 'configuration.Environment.Variables.TMDB_PARAMETER_NAME', 'another'));
  expect(outcome).toMatchObject({
    reason:
      'Function trinity-cache-dev, version 7: environment variable TMDB_PARAMETER_NAME has another value than the one that was deployed.',
  });
  expect(JSON.stringify(outcome)).not.toMatch(/nobody should see|"another"/);
});

it.each([
  ['other code', new Map([['cache', 'other']]), 'code (SHA-256) is "DY2w1MRF", expected "other"'],
  ['no bundle', new Map<string, string>(), 'code (SHA-256) is "DY2w1MRF", expected "a bundle"'],
])('says what to do when this checkout has %s', async (_, bundles, difference) => {
  const { outcome } = await check(aws, bundles);
  expect(outcome).toEqual({
    status: 'failed',
    reason: `Function trinity-cache-dev, version 7: ${difference}.`,
    next: expect.stringMatching(/npm run build.*npx cdktf deploy dev.*verify from that one/) as string,
  });
});

it('says that AppSync cannot call a function without its alias', async () => {
  const clients = fakeAws({ GetAliasCommand: throws(awsError('ResourceNotFoundException', 404)) });
  expect(await run(functionChecks(deployed, clients, new Map())[0])).toMatchObject({
    status: 'failed',
    reason: 'The alias live of the function trinity-cache-dev does not exist: AppSync cannot call the function.',
  });
});

it('fails for a function whose alias was never deployed', async () => {
  const [check] = functionChecks(deployedWith(resource('aws_lambda_function.cache', state)), fakeAws({}), new Map());
  expect(await run(check)).toMatchObject({ reason: 'The state has no alias of the function trinity-cache-dev.' });
});
