import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import type { Protection } from '../../environments/resources/table';
import { ServiceRole } from './service-role';

export interface UserPoolProps {
  readonly name: string;
  /** Whether each member needs a second factor, or may have one. */
  readonly mfa: 'ON' | 'OPTIONAL';
  /** The role that sends codes by SMS, too, and from where. Default: they come from an app alone. */
  readonly sms?: { readonly roleName: string; readonly account: string; readonly region: string } | undefined;
  /** Also keeps Terraform from destroying or replacing the pool. */
  readonly deletionProtection: Protection;
  /** Attributes beside Cognito's own, text each. What members have of them only an administrator of the pool writes. @default none */
  readonly customAttributes?: readonly string[];
}

const SENDS = { service: 'cognito-idp.amazonaws.com' };

/** Longest value of an attribute (Cognito's quotas: 2,048 characters). */
const LONGEST_ATTRIBUTE = '2048';

/**
 * A Cognito user pool into which nobody signs up by themselves, and the client by which its members sign in: with an email address, by
 * SRP, so that no password is sent.
 */
export class UserPool extends Construct {
  readonly id: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    const { sms, customAttributes = [] } = props;
    const phone = sms ? ['phone_number'] : [];
    const sender = sms && new ServiceRole(this, 'sms', { name: sms.roleName, ...SENDS, sourceAccount: sms.account });
    sender?.allow(['sns:Publish'], '*'); // a telephone has no ARN
    const pool = new CognitoUserPool(this, 'Default', {
      name: props.name,
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email', ...phone],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: props.mfa,
      softwareTokenMfaConfiguration: { enabled: true },
      ...(sms &&
        sender && {
          smsConfiguration: { externalId: props.name, snsCallerArn: sender.arn, snsRegion: sms.region },
          dependsOn: [sender.policy],
        }),
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      ...(customAttributes.length > 0 && {
        schema: customAttributes.map((name) => ({
          name,
          attributeDataType: 'String',
          mutable: true,
          stringAttributeConstraints: { minLength: '0', maxLength: LONGEST_ATTRIBUTE },
        })),
      }),
      deletionProtection: props.deletionProtection.enabled ? 'ACTIVE' : 'INACTIVE',
      lifecycle: { preventDestroy: props.deletionProtection.enabled },
    });
    const client = new CognitoUserPoolClient(this, 'client', {
      name: props.name,
      userPoolId: pool.id,
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      accessTokenValidity: 60,
      idTokenValidity: 60,
      refreshTokenValidity: 1,
      tokenValidityUnits: [{ accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' }],
      readAttributes: [
        'email',
        'email_verified',
        'name',
        ...phone,
        ...customAttributes.map((name) => `custom:${name}`),
      ],
      writeAttributes: ['email', 'name', ...phone], // none that says what a member may do
    });
    this.id = pool.id;
    this.clientId = client.id;
  }
}
