import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { wiring } from '../../api/room-cache/wiring';
import { resourceOf } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { forEachKey, keysOf } from '../../keys/entries';
import type { Bundles } from '../bundles';
import type { ByUserPool } from '../constructs/graphql-api';
import { SecureParameter } from '../constructs/secure-parameter';
import { UserPool } from '../constructs/user-pool';
import { ApiLayer } from '../layers/api';
import type { DataLayer } from '../layers/data';
import type { TableName } from '../../model/room-cache/tables';
import { FunctionsLayer } from './functions';
import { ObservabilityLayer } from './observability';
import { TablesStack } from './tables-stack';

export interface RoomCacheStackProps {
  readonly environment: Environment;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly bundles: Bundles;
}

/** The room cache in one environment. Its id is the environment's name: `cdktf deploy staging` is its whole deploy. */
export class RoomCacheStack extends TablesStack {
  constructor(scope: Construct, { environment, schema, bundles }: RoomCacheStackProps) {
    super(scope, environment);
    const { name: environmentName, account, region, logRetentionDays } = environment;
    const { roomCache } = environment.systems;

    this.keepState();

    const { data, nameOf } = this;
    const { auth } = roomCache.api;
    const members =
      auth.mode === 'COGNITO' ? new UserPool(this, 'members', { name: nameOf('members'), ...auth.members }) : undefined;
    const functions = new FunctionsLayer(this, 'functions', {
      environmentName,
      account,
      nameOf,
      functions: roomCache.functions,
      bundles,
      data,
      cache: roomCache.cache,
      tmdbUrl: roomCache.tmdb.url,
      tmdbParameter: new SecureParameter({ name: roomCache.tmdb.parameterName, account, region }),
      logRetentionDays,
      adoptedLogGroups: roomCache.logs?.adopt ?? {},
      keyExpires: auth.expires,
    });
    const api = new ApiLayer(this, 'api', {
      system: 'room-cache',
      wiring,
      account,
      nameOf,
      settings: {
        ...roomCache.api,
        auth: { mode: 'API_KEY', expires: auth.expires },
        ...(members && { members: byToken(members, region) }),
      },
      schema,
      bundles,
      tables: data.tables,
      lambdas: functions.lambdas,
      logRetentionDays,
      adoptedLogGroup: roomCache.logs?.adopt.api,
    });
    const observability = new ObservabilityLayer(this, 'observability', {
      environmentName,
      region,
      nameOf,
      notify: environment.notify,
      thresholds: roomCache.alarms,
      data,
      functions,
      api,
    });
    this.addOutputs(data, functions, api, observability);
    if (!members) return;
    new TerraformOutput(this, 'user-pool-id', { value: members.id, description: 'Who signs in is a member of it.' });
    new TerraformOutput(this, 'user-pool-client-id', {
      value: members.clientId,
      description: 'By it members sign in.',
    });
  }

  private addOutputs(
    data: DataLayer<TableName>,
    functions: FunctionsLayer,
    api: ApiLayer,
    observability: ObservabilityLayer,
  ): void {
    new TerraformOutput(this, 'graphql-endpoint', { value: api.api.endpoint, description: 'Clients post to it.' });
    new TerraformOutput(this, 'api-key', {
      value: api.api.apiKey,
      sensitive: true,
      description: 'Clients send it as x-api-key. Shown by `terraform output -raw api_key`.',
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

const byToken = ({ id: userPoolId }: UserPool, awsRegion: string): ByUserPool => ({
  mode: 'AMAZON_COGNITO_USER_POOLS',
  userPoolId,
  awsRegion,
});
