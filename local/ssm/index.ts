import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Need } from '../iam/decide';
import { accessKeyOf, refusalOf, refuse } from '../iam/door';
import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';

export interface SsmOptions {
  account: string;
  region: string;
  /** The value of a parameter, by its name; undefined when there is none. */
  valueOf(name: string): string | undefined;
  /** Throws for what who signs with this access key id may not get. Default: everybody may get everything */
  check?(accessKeyId: string, needs: readonly Need[]): void;
}

/** Parameter Store's GetParameter over AWS's JSON protocol: SecureStrings that are somewhere in this process's memory. */
export function startSsm(options: SsmOptions): Promise<LoopbackServer> {
  return serveLoopback((request, response) => answer(options, request, response));
}

async function answer(options: SsmOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
  const body = await text(request);
  const target = request.headers['x-amz-target'];
  if (target !== 'AmazonSSM.GetParameter') {
    const message = `The local Parameter Store knows GetParameter only, not ${String(target)}`;
    return send(400, { __type: 'UnknownOperationException', message });
  }
  const { Name = '', WithDecryption = false } = JSON.parse(body) as {
    Name?: string;
    WithDecryption?: boolean;
  };
  const arn = `arn:aws:ssm:${options.region}:${options.account}:parameter${Name}`;
  const refusal = refusalOf(() =>
    options.check?.(accessKeyOf(request), [{ action: 'ssm:GetParameter', resource: arn }]),
  );
  if (refusal) return refuse(response, refusal);
  const value = options.valueOf(Name);
  if (value === undefined) return send(400, { __type: 'ParameterNotFound', message: `Parameter ${Name} not found.` });
  send(200, {
    Parameter: {
      ARN: arn,
      DataType: 'text',
      Name,
      Type: 'SecureString',
      // Parameter Store gives ciphertext to who does not ask for decryption.
      Value: WithDecryption ? value : Buffer.from('encrypted by the local Parameter Store').toString('base64'),
      Version: 1,
    },
  });
}
