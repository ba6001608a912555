import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ACCOUNT } from './project';

/** As much of AWS as a deploy or a destroy asks for itself: who one is, the parameter's metadata, functions, tables, log groups. */
export interface EmulatedLambda {
  /** By function, such as `trinity-cache-dev`: the version that its alias points at. */
  readonly aliases: Map<string, string>;
  /** Versions that Lambda keeps of each. */
  kept: string[];
  /** The code of the error that every update of an alias is answered with. */
  refuse: string | undefined;
  /** `trinity-cache-dev to 1` */
  readonly updates: string[];
  /** Items that each table counts. */
  readonly tables: Map<string, number>;
  readonly logGroups: Set<string>;
  /** Told of each request to DynamoDB and CloudWatch Logs, such as `DeleteLogGroup`, before it is answered. */
  onRequest: ((operation: string) => void) | undefined;
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

export async function startLambda(): Promise<EmulatedLambda> {
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const emulated: EmulatedLambda = {
    aliases: new Map(),
    kept: [],
    refuse: undefined,
    updates: [],
    tables: new Map(),
    logGroups: new Set(),
    onRequest: undefined,
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'emulated',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_PROFILE: undefined,
      AWS_SESSION_TOKEN: undefined,
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const end = (value: unknown, status = 200, code = ''): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...(code && { 'x-amzn-errortype': code }) });
      response.end(typeof value === 'string' ? value : JSON.stringify(value));
    };
    if (body.includes('GetCallerIdentity')) return end(IDENTITY);
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    if (operation) emulated.onRequest?.(operation);
    if (operation === 'DescribeTable') {
      const { TableName } = JSON.parse(body) as { TableName: string };
      const ItemCount = emulated.tables.get(TableName);
      if (ItemCount !== undefined) return end({ Table: { TableName, ItemCount } });
      return end({ message: 'no' }, 400, 'ResourceNotFoundException');
    }
    if (operation === 'DescribeLogGroups') {
      const { logGroupNamePrefix = '' } = JSON.parse(body) as { logGroupNamePrefix?: string };
      const found = [...emulated.logGroups].filter((name) => name.startsWith(logGroupNamePrefix));
      return end({ logGroups: found.map((logGroupName) => ({ logGroupName })) });
    }
    if (operation === 'DeleteLogGroup') {
      emulated.logGroups.delete((JSON.parse(body) as { logGroupName: string }).logGroupName);
      return end({});
    }
    if (operation) return end({ Parameters: [{ Type: 'SecureString', Version: 1 }] });
    const [, name = '', rest = ''] = /\/functions\/([^/]+)\/(.*)/.exec(request.url ?? '') ?? [];
    if (!emulated.aliases.has(name)) return end({ Message: 'no' }, 404, 'ResourceNotFoundException');
    if (rest.startsWith('configuration')) {
      const version = /Qualifier=(\d+)/.exec(rest)?.[1] ?? '';
      if (emulated.kept.includes(version)) return end({ CodeSha256: `code ${version}`, Runtime: 'nodejs22.x' });
      return end({ Message: `Function not found: ${name}:${version}` }, 404, 'ResourceNotFoundException');
    }
    if (request.method === 'PUT') {
      const { FunctionVersion: version } = JSON.parse(body) as { FunctionVersion: string };
      emulated.updates.push(`${name} to ${version}`);
      const denied = `User: x is not authorized to perform: lambda:UpdateAlias on resource: ${name}`;
      if (emulated.refuse) return end({ Message: denied }, 403, emulated.refuse);
      emulated.aliases.set(name, version);
    }
    end({ FunctionVersion: emulated.aliases.get(name) });
  }
  return emulated;
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::${ACCOUNT}:user/ana</Arn><UserId>x</UserId><Account>${ACCOUNT}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
