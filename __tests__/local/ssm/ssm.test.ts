import { RoleRefusal } from '../../../local/iam/roles';
import { startSsm, type SsmOptions } from '../../../local/ssm';

const open: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(open.splice(0).map((ssm) => ssm.close())));

async function ask(
  operation: string,
  input: object,
  check?: SsmOptions['check'],
): Promise<{ status: number; body: Record<string, unknown> }> {
  const valueOf = (name: string): string | undefined => (name === '/trinity/dev/tmdb-api-key' ? 's3cret' : undefined);
  const ssm = await startSsm({ account: '111111111111', region: 'eu-west-1', valueOf, ...(check && { check }) });
  open.push(ssm);
  const authorization = 'AWS4-HMAC-SHA256 Credential=a-function/20260101/eu-west-1/ssm/aws4_request, Signature=none';
  const headers = {
    authorization,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AmazonSSM.${operation}`,
  };
  const response = await fetch(ssm.endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('gives the parameter that Terraform names', async () => {
  const { status, body } = await ask('GetParameter', { Name: '/trinity/dev/tmdb-api-key', WithDecryption: true });
  expect(status).toBe(200);
  expect(body.Parameter).toEqual({
    ARN: 'arn:aws:ssm:eu-west-1:111111111111:parameter/trinity/dev/tmdb-api-key',
    DataType: 'text',
    Name: '/trinity/dev/tmdb-api-key',
    Type: 'SecureString',
    Value: 's3cret',
    Version: 1,
  });
});

it('keeps the value from who does not ask for decryption', async () => {
  const { body } = await ask('GetParameter', { Name: '/trinity/dev/tmdb-api-key' });
  expect(JSON.stringify(body)).not.toContain('s3cret');
});

it('knows no other parameter', async () => {
  expect(await ask('GetParameter', { Name: '/other', WithDecryption: true })).toEqual({
    status: 400,
    body: { __type: 'ParameterNotFound', message: 'Parameter /other not found.' },
  });
});

it('knows no other operation', async () => {
  expect(await ask('PutParameter', {})).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
});

it('gives nothing to who may not get it', async () => {
  const asked: unknown[] = [];
  const refused = await ask('GetParameter', { Name: '/trinity/dev/tmdb-api-key' }, (...of) => {
    asked.push(of);
    throw new RoleRefusal('User: x is not authorized');
  });
  expect(refused).toEqual({
    status: 400,
    body: { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'User: x is not authorized' },
  });
  const resource = 'arn:aws:ssm:eu-west-1:111111111111:parameter/trinity/dev/tmdb-api-key';
  expect(asked).toEqual([['a-function', [{ action: 'ssm:GetParameter', resource }]]]);
});
