import { createHash } from 'node:crypto';
import {
  AddPermissionCommand,
  DeleteAliasCommand,
  GetAccountSettingsCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { strToU8 } from 'fflate';
import { archive } from '../../../build/archive';
import type { LoopbackServer } from '../../../programs/loopback-server';
import { Door } from '../../../rehearsal/aws/door';
import type { InItsOwnName } from '../../../rehearsal/aws/door/messages';
import { Lambda } from '../../../rehearsal/aws/lambda';
import { ACCOUNT, clientOf, REGION } from './support';

const zip = (code: string) => archive({ 'index.js': strToU8(code) });
const says = (text: string) =>
  zip(
    `exports.handler = async (event) => ({ text: '${text}', event, greeting: process.env.GREETING, tmdb: process.env.TMDB_URL, version: process.env.AWS_LAMBDA_FUNCTION_VERSION })`,
  );
const ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:cache`;

let lambda: Lambda;
let door: Door;
let server: LoopbackServer;
let client: LambdaClient;
let letters: { queue: string; requestPayload: unknown; attempts: number }[];
let onLetter: () => void;

beforeEach(async () => {
  letters = [];
  onLetter = () => undefined;
  lambda = new Lambda({
    account: ACCOUNT,
    region: REGION,
    overrides: (variables) => ('TMDB_URL' in variables ? { TMDB_URL: 'http://127.0.0.1:1/3' } : {}),
    retryDelays: [0, 0],
    onDeadLetter: (queue, { requestPayload, requestContext }) => {
      letters.push({ queue, requestPayload, attempts: requestContext.approximateInvokeCount });
      onLetter();
    },
  });
  door = new Door(lambda.answer);
  server = await door.open();
  client = new LambdaClient(clientOf(server));
});
afterEach(async () => {
  await server.close();
  await lambda.close();
});

const create = (ZipFile: Uint8Array, more: object = {}) =>
  client.send(
    new CreateFunctionCommand({
      FunctionName: 'cache',
      Role: `arn:aws:iam::${ACCOUNT}:role/cache`,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile },
      Publish: true,
      Environment: { Variables: { GREETING: 'hello', TMDB_URL: 'https://api.themoviedb.org/3' } },
      ...more,
    }),
  );
const update = (ZipFile: Uint8Array) =>
  client.send(new UpdateFunctionCodeCommand({ FunctionName: 'cache', ZipFile, Publish: true }));
const publish = () => client.send(new PublishVersionCommand({ FunctionName: 'cache' }));
const alias = (FunctionVersion: string) =>
  client.send(new CreateAliasCommand({ FunctionName: 'cache', Name: 'live', FunctionVersion }));

async function invoke(FunctionName = 'cache:live', payload: unknown = { n: 1 }) {
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
  const text = answer.Payload!.transformToString();
  return {
    error: answer.FunctionError,
    executed: answer.ExecutedVersion,
    payload: JSON.parse(text) as Record<string, unknown>,
  };
}

describe('versions', () => {
  test('are numbered from 1, one for each change, none for no change', async () => {
    expect(await create(says('one'))).toMatchObject({ Version: '1', State: 'Pending', FunctionArn: `${ARN}:1` });
    expect((await update(says('one'))).Version).toBe('1');
    expect((await update(says('two'))).Version).toBe('2');
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'cache', MemorySize: 256 }));
    expect((await publish()).Version).toBe('3');
    expect((await publish()).Version).toBe('3');
    // Back to what version 1 was: that is a change, too.
    expect((await update(says('one'))).Version).toBe('4');
    const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'cache' }));
    expect(Versions.map(({ Version, MemorySize }) => [Version, MemorySize])).toEqual([
      ['$LATEST', 256],
      ['1', 128],
      ['2', 128],
      ['3', 256],
      ['4', 256],
    ]);
  });

  test('know their own code and configuration', async () => {
    await create(says('one'), { LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/other' } });
    await update(says('two'));
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'cache', Qualifier: '1' }));
    expect(Configuration).toMatchObject({
      FunctionArn: `${ARN}:1`,
      State: 'Active',
      CodeSha256: createHash('sha256').update(says('one')).digest('base64'),
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/other' },
      Architectures: ['x86_64'],
      TracingConfig: { Mode: 'PassThrough' },
    });
  });

  test('are listed in pages', async () => {
    await create(says('one'));
    await update(says('two'));
    const first = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'cache', MaxItems: 2 }));
    expect(first.Versions).toHaveLength(2);
    const rest = { FunctionName: 'cache', MaxItems: 2, Marker: first.NextMarker };
    const last = await client.send(new ListVersionsByFunctionCommand(rest));
    expect(last.Versions!.map(({ Version }) => Version)).toEqual(['2']);
    expect(last.NextMarker).toBeUndefined();
  });

  test('cannot go while an alias points at them, and their number is not used again', async () => {
    await create(says('one'));
    await update(says('two'));
    await alias('2');
    const remove = (Qualifier: string) => client.send(new DeleteFunctionCommand({ FunctionName: 'cache', Qualifier }));
    await expect(remove('2')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Version 2 is used by the alias live: it cannot be deleted.',
    });
    await remove('1');
    expect((await update(says('one'))).Version).toBe('3');
  });

  test('are refused where the caller’s idea of the function is old', async () => {
    await create(says('one'));
    const wrong = { FunctionName: 'cache', RevisionId: 'another' };
    await expect(client.send(new PublishVersionCommand(wrong))).rejects.toMatchObject({
      name: 'PreconditionFailedException',
    });
    const hash = { FunctionName: 'cache', CodeSha256: 'another' };
    await expect(client.send(new PublishVersionCommand(hash))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });
});

describe('an invocation', () => {
  test('runs the code and the variables of the version that the alias points at', async () => {
    await create(says('one'));
    await client.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'cache',
        Environment: { Variables: { GREETING: 'good evening' } },
      }),
    );
    await update(says('two'));
    await alias('2');
    const tmdb = 'http://127.0.0.1:1/3';
    const two = { text: 'two', event: { n: 1 }, greeting: 'good evening', version: '2' };
    const one = { text: 'one', event: { n: 1 }, greeting: 'hello', tmdb, version: '1' };
    expect(await invoke()).toEqual({ executed: '2', payload: two });
    expect(await invoke(`${ARN}:live`)).toEqual({ executed: '2', payload: two });
    await client.send(new UpdateAliasCommand({ FunctionName: 'cache', Name: 'live', FunctionVersion: '1' }));
    expect(await invoke()).toEqual({ executed: '1', payload: one });
  });

  test('goes where the weights of the alias send it', async () => {
    await create(says('one'));
    await update(says('two'));
    await alias('1');
    const RoutingConfig = { AdditionalVersionWeights: { 2: 1 } };
    await client.send(new UpdateAliasCommand({ FunctionName: 'cache', Name: 'live', RoutingConfig }));
    expect((await invoke()).executed).toBe('2');
  });

  test('says how a function failed', async () => {
    await create(zip("exports.handler = async () => { throw new TypeError('no film') }"));
    expect(await invoke('cache')).toMatchObject({
      error: 'Unhandled',
      payload: { errorType: 'TypeError', errorMessage: 'no film' },
    });
  });

  test('says that a function does not load', async () => {
    await create(zip("throw new Error('no configuration')"));
    const { error, payload } = await invoke('cache');
    expect(error).toBe('Unhandled');
    expect(payload).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining('no configuration') as string,
    });
  });

  test('is throttled where no concurrency is left to it', async () => {
    await create(says('one'));
    await client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'cache', ReservedConcurrentExecutions: 0 }));
    await expect(invoke('cache')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('can reserve what the account has, but for a hundred executions that stay with the others', async () => {
    await create(says('one'));
    const limits = async () => (await client.send(new GetAccountSettingsCommand({}))).AccountLimit;
    const reserve = (ReservedConcurrentExecutions: number) =>
      client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'cache', ReservedConcurrentExecutions }));
    await reserve(900);
    expect(await limits()).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 100 });
    await expect(reserve(901)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('below its minimum value of [100]') as string,
    });
    expect(await limits()).toMatchObject({ UnreservedConcurrentExecutions: 100 });
  });

  test('of a function that is not there', async () => {
    await expect(invoke('room:live')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:${REGION}:${ACCOUNT}:function:room`,
    });
  });

  test('as an event is tried again, and put aside at last', async () => {
    await create(zip("exports.handler = async () => { throw new Error('again') }"));
    await alias('1');
    const Destination = `arn:aws:sqs:${REGION}:${ACCOUNT}:dead-letters`;
    await client.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'cache',
        Qualifier: 'live',
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination } },
      }),
    );
    const letter = new Promise<void>((resolve) => (onLetter = resolve));
    const Payload = JSON.stringify({ roomId: 'r1' });
    const event = { FunctionName: 'cache', Qualifier: 'live', InvocationType: 'Event', Payload } as const;
    expect(await client.send(new InvokeCommand(event))).toMatchObject({ StatusCode: 202 });
    await letter;
    expect(letters).toEqual([{ queue: Destination, requestPayload: { roomId: 'r1' }, attempts: 2 }]);
  });
});

describe('provisioned concurrency', () => {
  const provision = (Qualifier: string, ProvisionedConcurrentExecutions = 2) =>
    client.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName: 'cache',
        Qualifier,
        ProvisionedConcurrentExecutions,
      }),
    );
  const look = (Qualifier: string) =>
    client.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: 'cache', Qualifier }));
  const move = (FunctionVersion: string, more: object = {}) =>
    client.send(new UpdateAliasCommand({ FunctionName: 'cache', Name: 'live', FunctionVersion, ...more }));
  const weights = async () => {
    const { RoutingConfig } = await client.send(new GetAliasCommand({ FunctionName: 'cache', Name: 'live' }));
    return RoutingConfig?.AdditionalVersionWeights;
  };
  /** @returns what it has come to */
  async function settled(Qualifier: string): Promise<unknown> {
    for (;;) {
      const { Status, StatusReason = '' } = await look(Qualifier);
      if (Status !== 'IN_PROGRESS') return `${Status} ${StatusReason}`.trim();
    }
  }
  const refusal = (message: string | RegExp) => ({
    name: 'InvalidParameterValueException',
    message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
  });
  const broken = zip("throw new Error('no configuration')");

  test('of a version is there when the version has started', async () => {
    await create(says('one'));
    await alias('1');
    const { Status, AvailableProvisionedConcurrentExecutions: available } = await provision('1');
    expect([Status, available]).toEqual(['IN_PROGRESS', 0]);
    expect(await settled('1')).toBe('READY');
    expect(await look('1')).toMatchObject({ AvailableProvisionedConcurrentExecutions: 2 });
    await update(says('two'));
    expect((await move('2')).RoutingConfig).toBeUndefined(); // at once: the alias keeps nothing warm
    await client.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: 'cache', Qualifier: '1' }));
    await expect(look('1')).rejects.toMatchObject({ name: 'ProvisionedConcurrencyConfigNotFoundException' });
  });

  test('of an alias leads its calls to the version before until the next is warm', async () => {
    await create(says('one'));
    await update(says('two'));
    await alias('1');
    await provision('live');
    expect(await settled('live')).toBe('READY');
    expect((await move('2')).RoutingConfig).toEqual({ AdditionalVersionWeights: { 1: 1 } });
    expect(await settled('live')).toBe('READY');
    expect(await weights()).toBeUndefined();
    expect((await invoke()).executed).toBe('2');
  });

  test('of an alias stays with the version before when the next cannot start, and takes no change but one without weights', async () => {
    await create(says('one'));
    await update(broken);
    await alias('1');
    await provision('live');
    expect(await settled('live')).toBe('READY');
    await move('2');
    expect(await settled('live')).toBe('FAILED FUNCTION_ERROR_INIT_FAILURE');
    expect(await weights()).toEqual({ 1: 1 });
    expect((await invoke()).executed).toBe('1');

    await expect(provision('live', 3)).rejects.toMatchObject(
      refusal('Alias with weights can not be used with Provisioned Concurrency'),
    );
    await expect(move('1')).rejects.toMatchObject(refusal('Invalid alias configuration for Provisioned Concurrency'));
    await move('1', { RoutingConfig: { AdditionalVersionWeights: {} } });
    expect(await settled('live')).toBe('READY');
    expect(await weights()).toBeUndefined();
  });

  test('is one for a version, by itself or by an alias', async () => {
    await create(says('one'));
    await update(says('two'));
    await alias('1');
    await provision('live');
    await provision('2');
    await expect(provision('1')).rejects.toMatchObject(
      refusal(/^Version 1 has provisioned concurrency already, by live/),
    );
    await expect(move('2')).rejects.toMatchObject(refusal(/^Version 2 has provisioned concurrency already, by 2/));
  });
});

describe('what others may do', () => {
  const sourceArn = `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/abc`;
  const allow = (more: object = {}) =>
    client.send(
      new AddPermissionCommand({
        ...{ FunctionName: 'cache', StatementId: 'appsync', Action: 'lambda:InvokeFunction' },
        ...{ Principal: 'appsync.amazonaws.com', SourceArn: sourceArn, ...more },
      }),
    );
  const forbid = (more: object = {}) =>
    client.send(new RemovePermissionCommand({ FunctionName: 'cache', StatementId: 'appsync', ...more }));
  const policy = async (Qualifier?: string) => {
    const { Policy } = await client.send(new GetPolicyCommand({ FunctionName: 'cache', Qualifier }));
    return JSON.parse(Policy!) as object;
  };
  /** How Lambda answers a service that asks in its own name. */
  const asked = async (of: string, by: Partial<InItsOwnName> = {}) => {
    const response = await door.dispatch({
      ...{ service: 'lambda', operation: 'Invoke', protocol: 'rest-json', method: 'POST', headers: {} },
      url: new URL(`/2015-03-31/functions/${encodeURIComponent(of)}/invocations`, 'http://127.0.0.1'),
      body: Buffer.from('{}'),
      by: { service: 'appsync.amazonaws.com', sourceArn, ...by },
    });
    return [response!.status, response!.headers['x-amzn-errortype']];
  };
  const denied = [403, 'AccessDeniedException'];
  const notFound = { name: 'ResourceNotFoundException' };

  beforeEach(async () => {
    await create(says('one'));
    await alias('1');
  });

  test('is a policy of the function, or of one of its aliases, and nothing else of it', async () => {
    await expect(policy()).rejects.toMatchObject(notFound);
    await allow({ Qualifier: 'live' });
    await expect(policy()).rejects.toMatchObject(notFound);
    expect(await policy('live')).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [
        {
          ...{ Sid: 'appsync', Effect: 'Allow', Principal: { Service: 'appsync.amazonaws.com' } },
          ...{ Action: 'lambda:InvokeFunction', Resource: `${ARN}:live` },
          Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
        },
      ],
    });
    expect(await asked(`${ARN}:live`)).toEqual([200, undefined]);
    for (const other of [ARN, `${ARN}:1`]) expect(await asked(other)).toEqual(denied);
  });

  test('counts for the service and the resources that it names', async () => {
    await allow({ SourceArn: `${sourceArn.slice(0, -1)}*`, SourceAccount: ACCOUNT });
    expect(await asked(ARN)).toEqual([200, undefined]);
    expect(await asked('cache', { sourceArn: `${sourceArn.slice(0, -1)}d` })).toEqual([200, undefined]);
    expect(await asked(ARN, { sourceArn: sourceArn.replace('abc', 'xbc') })).toEqual(denied);
    expect(await asked(ARN, { sourceArn: sourceArn.replace(ACCOUNT, '222222222222') })).toEqual(denied);
    expect(await asked(ARN, { service: 'events.amazonaws.com' })).toEqual(denied);
    expect((await invoke('cache')).error).toBeUndefined(); // whoever signs asks by the policies of IAM
  });

  test('is taken back one by one, and goes with its alias', async () => {
    await allow();
    await allow({ StatementId: 'events', Principal: 'events.amazonaws.com' });
    await forbid();
    expect(await policy()).toMatchObject({ Statement: [{ Sid: 'events' }] });
    expect(await asked(ARN)).toEqual(denied);
    await forbid({ StatementId: 'events' });
    await expect(policy()).rejects.toMatchObject(notFound);
    await allow({ Qualifier: 'live' });
    await client.send(new DeleteAliasCommand({ FunctionName: 'cache', Name: 'live' }));
    await alias('1');
    expect(await asked(`${ARN}:live`)).toEqual(denied);
  });

  test('is refused where Lambda refuses it', async () => {
    await allow();
    await expect(allow()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (appsync) provided already exists. Please provide a new statement id, or remove the existing statement.',
    });
    await expect(forbid({ StatementId: 'other' })).rejects.toMatchObject({
      ...notFound,
      message: 'Statement other is not found in resource policy.',
    });
    await expect(allow({ Qualifier: 'nobody' })).rejects.toMatchObject(notFound);
    await expect(allow({ Qualifier: '$LATEST', StatementId: 'latest' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await expect(forbid({ RevisionId: 'old' })).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });
});

test('what does not run here is refused in words', async () => {
  const Code = { S3Bucket: 'bundles', S3Key: 'cache.zip' };
  await expect(create(says('one'), { Code })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'Only code that comes as ZipFile runs here: give Terraform a filename, not an S3 bucket or an image.',
  });
});
