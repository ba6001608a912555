import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { wiring } from '../../api/booking/wiring';
import { bedrockOf } from '../../environments/booking/bedrock';
import { resourceOf } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { forEachKey, keysOf } from '../../keys/entries';
import { TABLES } from '../../model/booking/tables';
import { TENANTS_ATTRIBUTE } from '../../model/booking/administrators';
import type { Bundles } from '../bundles';
import { UserPool } from '../constructs/user-pool';
import { SynthesisError } from '../errors';
import { ApiLayer } from '../layers/api';
import { DataLayer } from '../layers/data';
import { SystemStack } from '../system-stack';
import { FunctionsLayer } from './functions';
import { ObservabilityLayer } from './observability';

export interface BookingStackProps {
  readonly environment: Environment;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly bundles: Bundles;
}

/** The booking chat in one environment. */
export class BookingStack extends SystemStack {
  constructor(scope: Construct, { environment, schema, bundles }: BookingStackProps) {
    super(scope, environment, 'booking');
    const { booking } = environment.systems;
    if (!booking) throw new SynthesisError(`${environment.name} has no systems.booking.`);
    this.keepState();
    const { nameOf } = this;
    const { name: environmentName, account, region, logRetentionDays, notify } = environment;

    const data = new DataLayer(this, 'data', { nameOf, keys: TABLES, settings: booking.tables });
    const administrators = new UserPool(this, 'administrators', {
      name: nameOf('administrators'),
      customAttributes: [TENANTS_ATTRIBUTE],
      ...booking.administrators,
      sms: booking.administrators.sms ? { roleName: nameOf('administrators-sms'), account, region } : undefined,
    });
    const bedrock = bedrockOf(booking.chat, region);
    const functions = new FunctionsLayer(this, 'functions', {
      ...{ environmentName, account, nameOf, bundles, data, logRetentionDays, bedrock },
      functions: booking.functions,
      conversationDays: booking.chat.conversationDays,
      authorizerTtlSeconds: booking.widgets.authorizerTtlSeconds,
    });
    const { authorizer, ...answering } = functions.lambdas;
    const api = new ApiLayer(this, 'api', {
      system: 'booking',
      ...{ wiring, account, nameOf, schema, bundles, logRetentionDays },
      tables: data.tables,
      lambdas: answering,
      settings: {
        ...booking.api,
        // A field that says nothing of who may have it is nobody's.
        auth: {
          mode: 'AMAZON_COGNITO_USER_POOLS',
          userPoolId: administrators.id,
          awsRegion: region,
          defaultAction: 'DENY',
        },
        additionalAuth: [
          {
            mode: 'AWS_LAMBDA',
            function: authorizer,
            authorizerResultTtlInSeconds: booking.widgets.authorizerTtlSeconds,
            identityValidationExpression: '^bk_[A-Za-z0-9_-]{32}$',
          },
        ],
      },
    });
    const observability = new ObservabilityLayer(this, 'observability', {
      ...{ environmentName, region, nameOf, notify, data, functions, api },
      hasModel: bedrock !== undefined,
      thresholds: booking.alarms,
    });

    new TerraformOutput(this, 'graphql-endpoint', { value: api.api.endpoint, description: 'Clients post to it.' });
    new TerraformOutput(this, 'user-pool-id', {
      value: administrators.id,
      description: 'Administrators are its members.',
    });
    new TerraformOutput(this, 'user-pool-client-id', {
      value: administrators.clientId,
      description: 'By it administrators sign in.',
    });
    new TerraformOutput(this, 'table-names', {
      value: Object.fromEntries(keysOf(data.tables).map((name) => [resourceOf(name), data.tables[name].name])),
      description: 'Physical name of each table.',
    });
    new TerraformOutput(this, 'function-aliases', {
      value: forEachKey(functions.lambdas, (name) => functions.lambdas[name].aliasArn),
      description: 'ARN of the alias `live` of each function.',
    });
    new TerraformOutput(this, 'dashboard-address', {
      value: observability.dashboard.url,
      description: 'Where the alarms and graphs are.',
    });
  }
}
