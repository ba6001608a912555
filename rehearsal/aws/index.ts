import { own } from '../../keys/own';
import { Closers } from '../../local/closers';
import type { DeadLetter } from '../../local/lambda';
import { Appsync } from './appsync';
import { withTags } from './autoscaling';
import { UserPools } from './user-pools';
import { backendsBehind } from './backends';
import { Door, type EmulatedRequest } from './door';
import type { Fault, InjectedFault } from './door/faults';
import type { Answer } from './door/messages';
import { withBucketPolicies } from './bucket-policies';
import { startTables } from './dynamodb';
import { simulatePrincipalPolicy } from './iam-simulation';
import { Lambda } from './lambda';
import { checkRequest } from './models';
import { findBotocore } from './models/botocore';
import { startMoto } from './moto';
import { Permissions, type Principal } from './permissions';
import { sendMessage } from './moto/send-message';

export type { EmulatedRequest } from './door';
export type { Fault, InjectedFault } from './door/faults';
export type { Principal } from './permissions';

export interface EmulatedAwsOptions {
  /** Number of the account, 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Where the functions find films, as an environment writes TMDB's address; it takes the place of TMDB_URL. */
  readonly tmdb: { readonly url: string };
  /** Every line that a function writes. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** Milliseconds before each retry of an asynchronous invocation. @default Lambda's own, one minute and two */
  readonly retryDelays?: readonly number[];
  /** Who may not do everything, by the access key id that signs. @default nobody */
  readonly principals?: Readonly<Record<string, Principal>>;
}

export interface EmulatedAws {
  /** Of every service: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Points any AWS client at it, and away from the account of the person who runs it. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that was answered, in this order: what clients asked for, and what AppSync asked of tables and functions. */
  readonly requests: readonly EmulatedRequest[];
  inject(fault: Fault): InjectedFault;
  /** IAM actions that one of `principals` was allowed and has called, sorted. */
  calledBy(accessKeyId: string): string[];
  /** Resolves when nothing is being answered any more: what a client that is gone had asked for is done, too. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An AWS account on this machine, empty at first and gone with `close` or with this process. moto is its base; what moto
 * does not know, or not exactly, is answered here (README.md in this folder).
 *
 * @throws UserError when moto is not there or does not start
 */
export async function startEmulatedAws(options: EmulatedAwsOptions): Promise<EmulatedAws> {
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: EmulatedAwsOptions, closers: Closers): Promise<EmulatedAws> {
  const { account, region } = options;
  const finding = findBotocore();
  finding.catch(() => undefined); // whoever has no moto is told of moto
  const moto = await closers.add(startMoto(account));
  const models = await finding;
  const tables = await closers.add(startTables(moto.answer));
  let endpoint = '';

  const lambda = await closers.add(
    new Lambda({
      ...options,
      overrides: (variables) => ({
        AWS_ENDPOINT_URL: endpoint,
        ...('TMDB_URL' in variables && { TMDB_URL: options.tmdb.url }),
      }),
      onDeadLetter: (queue: string, letter: DeadLetter) =>
        void sendMessage(moto.answer, { queue, region, body: letter }),
    }),
  );
  const userPools = new UserPools(moto.answer);
  const backends = backendsBehind(() => door, {
    userPoolKeys: ({ userPoolId }) => userPools.keysOf(userPoolId),
    log: () => undefined,
  });
  const appsync = new Appsync({ account, region, endpoint: () => endpoint, backends });
  const services: Readonly<Record<string, Answer>> = {
    appsync: appsync.control,
    graphql: appsync.graphql,
    dynamodb: tables.answer,
    lambda: lambda.answer,
    s3: withBucketPolicies(moto.answer),
    'application-autoscaling': withTags(moto.answer),
    'cognito-idp': userPools.answer,
    jwks: userPools.keys,
    iam: (request) =>
      request.operation === 'SimulatePrincipalPolicy'
        ? simulatePrincipalPolicy(request, moto.answer)
        : moto.answer(request),
  };
  const permissions = new Permissions(account, options.principals ?? {});
  const door = new Door(
    (request) => (own(services, request.service) ?? moto.answer)(request),
    appsync.realTime,
    (request) => permissions.require(request, checkRequest(models, request)),
  );
  ({ endpoint } = await closers.add(door.open()));
  return {
    endpoint,
    env: environmentOf(endpoint, region),
    requests: door.requests,
    inject: (fault) => door.faults.inject(fault),
    calledBy: (accessKeyId) => permissions.calledBy(accessKeyId),
    settled: () => door.settled(),
    close: () => closers.close(),
  };
}

function environmentOf(endpoint: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'emulated',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SESSION_TOKEN: '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_PROFILE: '',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
