import type { AwsRequest, AwsResponse } from '../../../../rehearsal/aws/door/messages';
import { oneAtATime } from '../../../../rehearsal/aws/moto/one-at-a-time';

/** A service that holds each request until it is told to go on. */
function holding() {
  const begun: string[] = [];
  const open = new Map<string, { resolve: (response: AwsResponse) => void; reject: (error: Error) => void }>();
  const answer = oneAtATime(({ service, operation }) => {
    begun.push(`${service} ${operation}`);
    return new Promise((resolve, reject) => open.set(operation, { resolve, reject }));
  });
  const ask = (service: string, operation: string) => answer({ service, operation } as AwsRequest);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { begun, ask, open, settled };
}
const response = (body: string): AwsResponse => ({ status: 200, headers: {}, body });

test('a request waits for the one before of its service, and for no other', async () => {
  const { begun, ask, open, settled } = holding();
  const [first, second] = [ask('iam', 'CreateRole'), ask('iam', 'ListRolePolicies')];
  void ask('sts', 'GetCallerIdentity');
  await settled();
  expect(begun).toEqual(['iam CreateRole', 'sts GetCallerIdentity']);
  open.get('CreateRole')!.resolve(response('made'));
  await expect(first).resolves.toEqual(response('made'));
  await settled();
  expect(begun).toHaveLength(3);
  open.get('ListRolePolicies')!.resolve(response('none'));
  await expect(second).resolves.toEqual(response('none'));
});

test('one that fails lets the next go on, and fails alone', async () => {
  const { ask, open, settled } = holding();
  const first = ask('iam', 'GetRole');
  const second = ask('iam', 'ListRoles');
  await settled();
  open.get('GetRole')!.reject(new Error('moto does not answer'));
  await expect(first).rejects.toThrow('moto does not answer');
  await settled();
  open.get('ListRoles')!.resolve(response('none'));
  await expect(second).resolves.toEqual(response('none'));
});
