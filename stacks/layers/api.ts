import { AppsyncFunction } from '@cdktf/provider-aws/lib/appsync-function';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../../environments/schema';
import type { AdoptedLogGroup } from '../../environments/resources/adoption';
import { own } from '../../keys/own';
import { sectionOf, type SystemName } from '../../model/systems';
import { ROOTS, type Wiring } from '../../model/wiring';
import { Folder } from '../address';
import type { Bundles } from '../bundles';
import { DataSource } from '../constructs/data-source';
import type { LambdaFunction } from '../constructs/lambda-function';
import type { AnyTable } from '../constructs/table';
import { ImportExisting } from '../constructs/import-existing';
import { GraphqlApi, type ApiSettings } from '../constructs/graphql-api';
import { SynthesisError } from '../errors';
import { literal } from '../template';
import { checkWiring } from './check-wiring';
import { fileOf } from '../../environments/names';

export interface ApiLayerProps {
  readonly system: SystemName;
  readonly wiring: Wiring;
  readonly account: string;
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  /** Its size and logs, and by which ways clients come in. */
  readonly settings: ApiSettings;
  /** GraphQL SDL. */
  readonly schema: string;
  readonly bundles: Bundles;
  readonly tables: Readonly<Record<string, AnyTable>>;
  readonly lambdas: Readonly<Record<string, LambdaFunction>>;
  readonly logRetentionDays: Environment['logRetentionDays'];
  /** One that exists, perhaps. @default it is made */
  readonly adoptedLogGroup?: AdoptedLogGroup | undefined;
}

const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

/** The GraphQL API, and the resolvers that answer its fields. */
export class ApiLayer extends Folder {
  readonly api: GraphqlApi;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiLayerProps,
  ) {
    super(scope, id);
    const { system, wiring, bundles, schema } = props;
    checkWiring(system, wiring, {
      schema,
      resolvers: bundles.resolverNames(),
      functions: bundles.appsyncFunctionNames(),
    });

    const { logRetentionDays, adoptedLogGroup, settings } = props;
    this.api = new GraphqlApi(this, 'api', {
      name: props.nameOf('api'),
      logsRoleName: props.nameOf('api-logs'),
      schema,
      logRetentionDays,
      adoptedLogGroup,
      ...settings,
    });
    this.addResolvers(this.addFunctions(this.addDataSources()));
  }

  /** @returns each one's name in AppSync. */
  private addDataSources(): Map<string, string> {
    const { account, nameOf, wiring, tables, lambdas } = this.props;
    const folder = new Folder(this, 'data-sources');
    return mapValues(wiring.dataSources, (name, source) => {
      const target =
        'table' in source ? { table: own(tables, source.table)! } : { function: own(lambdas, source.function)! };
      const callers = Object.values(wiring.functions).filter(({ dataSource }) => dataSource === name);
      const actions = callers.flatMap((caller) => caller.actions);
      const roleName = nameOf(`${name}-data-source`);
      return new DataSource(folder, name, { api: this.api, account, roleName, target, actions }).name;
    });
  }

  /** @returns each one's function id. */
  private addFunctions(dataSourceNames: Map<string, string>): Map<string, string> {
    const folder = new Folder(this, 'functions');
    return mapValues(this.props.wiring.functions, (name, { dataSource }) => {
      return new AppsyncFunction(folder, name, {
        apiId: this.api.id,
        name: name.replaceAll('-', '_'), // AppSync allows no hyphen
        dataSource: dataSourceNames.get(dataSource)!,
        runtime,
        code: literal(this.props.bundles.appsyncFunction(name)),
      }).functionId;
    });
  }

  private addResolvers(functionIds: Map<string, string>): void {
    const folder = new Folder(this, 'resolvers');
    const { id: apiId, resolvers = [] } = this.props.settings.adopt ?? {};
    const adopted = new Set(resolvers);
    for (const [name, functions] of Object.entries(this.props.wiring.resolvers)) {
      const [operation, field] = name.split('.') as [keyof typeof ROOTS, string];
      const type = ROOTS[operation];
      const resolver = new AppsyncResolver(folder, kebabCase(name), {
        apiId: this.api.id,
        type,
        field,
        kind: 'PIPELINE',
        pipelineConfig: { functions: functions.map((id) => functionIds.get(id)!) },
        runtime,
        code: literal(this.props.bundles.resolver(name)),
      });
      if (adopted.delete(`${type}.${field}`)) new ImportExisting(resolver, { id: `${apiId}-${type}-${field}` });
    }
    if (adopted.size === 0) return;
    throw new SynthesisError(
      `systems.${sectionOf(this.props.system)}.api.adopt.resolvers names ${[...adopted].join(', ')}, which this project does not answer: take it out of ${fileOf(TerraformStack.of(this).node.id)}. What answers it in AWS stays.`,
    );
  }
}

/** `query-room-movies` of `query.roomMovies`. */
function kebabCase(name: string): string {
  return name.replace('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (key: string, value: T) => R): Map<string, R> {
  return new Map(Object.entries(record).map(([key, value]) => [key, map(key, value)]));
}
