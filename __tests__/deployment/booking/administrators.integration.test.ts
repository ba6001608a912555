import {
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createAws } from '../../../deployment/aws/clients';
import { Administrators } from '../../../deployment/booking/administrators';
import { ACCOUNT, clientOf, REGION, startAws } from '../../rehearsal/aws/support';
import { describeWith } from '../../support/loud-skip';
import { dev } from './support';

describeWith('moto_server', 'administrators in a user pool of the emulated AWS', () => {
  let aws: Awaited<ReturnType<typeof startAws>>;
  beforeAll(async () => {
    aws = await startAws({ account: ACCOUNT });
  });
  afterAll(() => aws?.close());

  test('are made, changed, listed, disabled and taken away, by requests that AWS knows', async () => {
    const { cognito } = createAws(REGION, clientOf(aws));
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: 'trinity-booking-administrators-dev',
        UsernameAttributes: ['email'],
        Schema: [{ Name: 'tenants', AttributeDataType: 'String', Mutable: true }],
      }),
    );
    const UserPoolId = UserPool!.Id!;
    const administrators = new Administrators(dev, cognito);
    for (let index = 0; index < 65; index += 1) {
      expect(await administrators.add('hair', `m${index}@example.com`, 'STAFF')).toBe('INVITED');
    }
    expect(await administrators.add('hair', 'm1@example.com', 'STAFF')).toBe('INVITED');
    const Password = 'Not-a-secret-1';
    await cognito.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: 'm2@example.com', Password, Permanent: true }),
    );
    expect(await administrators.add('garage', 'm2@example.com', 'OWNER')).toBe('CHANGED');
    await cognito.send(new AdminDisableUserCommand({ UserPoolId, Username: 'm3@example.com' }));
    await expect(administrators.add('garage', 'm3@example.com', 'OWNER')).rejects.toThrow('m3@example.com is disabled');

    const all = await administrators.ofTenant('hair');
    expect(all).toHaveLength(65);
    expect(all).toEqual(
      expect.arrayContaining([
        { email: 'm1@example.com', role: 'STAFF', state: 'INVITED' },
        { email: 'm2@example.com', role: 'STAFF', state: 'ACTIVE' },
        { email: 'm3@example.com', role: 'STAFF', state: 'DISABLED' },
      ]),
    );
    expect(await administrators.remove('hair', 'm1@example.com')).toBe(true);
    expect(await administrators.removeAll('hair')).toHaveLength(64);
    expect(await administrators.ofTenant('hair')).toEqual([]);
    expect(await administrators.ofTenant('garage')).toEqual([
      { email: 'm2@example.com', role: 'OWNER', state: 'ACTIVE' },
    ]);
  });
});
