import { GetSchemaCreationStatusCommand } from '@aws-sdk/client-appsync';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Aws } from '../aws/clients';
import { failed, passed, type Check } from '../checks';
import type { Deployed } from '../deployed';
import { unlessMissing } from '../aws/errors';
import { apiOf, resourcesOf } from './state';
import { waitFor, type Wait } from '../wait';

type State =
  | { readonly is: 'ready' }
  /** `says`: what it is instead, for a person. */
  | { readonly is: 'waiting' | 'broken'; readonly says: string };

interface Subject {
  readonly name: string;
  look(signal: AbortSignal): Promise<State>;
}

const READY: State = { is: 'ready' };

/** Waits until AWS has finished what the deploy began: tables, functions behind their alias, what is kept warm, the schema. */
export function readyCheck(deployed: Deployed, aws: Aws, wait: Wait): Check {
  const subjects = [
    ...tables(deployed, aws),
    ...functions(deployed, aws),
    ...warm(deployed, aws),
    schema(deployed, aws),
  ];
  return {
    name: 'ready',
    run: async (signal) => {
      let open = subjects.map((subject) => ({ subject, says: 'not looked at' }));
      const broken: string[] = [];
      await waitFor(
        async () => {
          const still: typeof open = [];
          for (const { subject } of open) {
            const state = await subject.look(signal);
            if (state.is === 'waiting') still.push({ subject, says: state.says });
            if (state.is === 'broken') broken.push(`${subject.name}: ${state.says}`);
          }
          open = still;
          return broken.length > 0 || open.length === 0 ? true : undefined;
        },
        wait,
        signal,
      );
      const waiting = open.map(({ subject, says }) => `${subject.name}: ${says}`);
      if (broken.length > 0) {
        return failed(
          `${[...broken, ...waiting].join('; ')}.`,
          `\`npx cdktf deploy ${deployed.environment.name}\` tries again; what AWS says above is what stands in its way.`,
        );
      }
      if (waiting.length > 0) {
        return failed(
          `Not ready after ${wait.timeoutMs / 1000} s: ${waiting.join('; ')}.`,
          `Wait, then \`bin/trinity verify ${deployed.environment.name}\` looks again.`,
        );
      }
      return passed(`${subjects.length} ready: ${subjects.map(({ name }) => name).join(', ')}`);
    },
  };
}

function tables(deployed: Deployed, { dynamodb }: Aws): Subject[] {
  return resourcesOf(deployed, 'aws_dynamodb_table').map(({ values: { name: TableName } }) => ({
    name: `table ${TableName}`,
    look: async (abortSignal) => {
      const found = await unlessMissing(dynamodb.send(new DescribeTableCommand({ TableName }), { abortSignal }));
      if (!found?.Table) return { is: 'waiting', says: 'does not exist' };
      const { TableStatus, GlobalSecondaryIndexes: indexes = [] } = found.Table;
      const busy = indexes.filter(({ IndexStatus }) => IndexStatus !== 'ACTIVE');
      if (TableStatus !== 'ACTIVE') return { is: 'waiting', says: `is ${TableStatus}` };
      if (busy.length === 0) return READY;
      return {
        is: 'waiting',
        says: busy.map((index) => `index ${index.IndexName} is ${index.IndexStatus}`).join(', '),
      };
    },
  }));
}

/** As AppSync calls them: by their alias. */
function functions(deployed: Deployed, { lambda }: Aws): Subject[] {
  return resourcesOf(deployed, 'aws_lambda_alias').map(
    ({ values: { function_name: FunctionName, name: Qualifier } }) => ({
      name: `function ${FunctionName}:${Qualifier}`,
      look: async (abortSignal) => {
        const [alias, found] = await Promise.all([
          unlessMissing(lambda.send(new GetAliasCommand({ FunctionName, Name: Qualifier }), { abortSignal })),
          unlessMissing(lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }), { abortSignal })),
        ]);
        if (!alias || !found) return { is: 'waiting', says: 'does not exist' };
        const others = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
        if (others.length > 0) {
          const shares = others.map(([version, share]) => `${share * 100} % of its calls to version ${version}`);
          return { is: 'waiting', says: `sends ${shares.join(' and ')}` };
        }
        const { State = 'Active', StateReason, LastUpdateStatus = 'Successful', LastUpdateStatusReason } = found;
        // Inactive: nobody has called it for weeks, and the next call wakes it.
        if (State !== 'Active' && State !== 'Inactive') return notYet(State, 'state', StateReason);
        if (LastUpdateStatus !== 'Successful') return notYet(LastUpdateStatus, 'last update', LastUpdateStatusReason);
        return READY;
      },
    }),
  );
}

/** Executions that are kept warm. Those of a version that cannot start never are. */
function warm(deployed: Deployed, { lambda }: Aws): Subject[] {
  return resourcesOf(deployed, 'aws_lambda_provisioned_concurrency_config').map(
    ({ values: { function_name: FunctionName, qualifier: Qualifier } }) => ({
      name: `provisioned concurrency of ${FunctionName}:${Qualifier}`,
      look: async (abortSignal) => {
        const found = await unlessMissing(
          lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }), { abortSignal }),
        );
        if (!found) return { is: 'waiting', says: 'does not exist' };
        return found.Status === 'READY' ? READY : notYet(found.Status ?? 'not set', 'status', found.StatusReason);
      },
    }),
  );
}

function schema(deployed: Deployed, { appsync }: Aws): Subject {
  const { id: apiId, name } = apiOf(deployed).values;
  return {
    name: `schema of ${name}`,
    look: async (abortSignal) => {
      const found = await unlessMissing(appsync.send(new GetSchemaCreationStatusCommand({ apiId }), { abortSignal }));
      if (!found) return { is: 'waiting', says: 'does not exist' };
      const { status = 'not set', details } = found;
      if (status === 'SUCCESS' || status === 'ACTIVE') return READY;
      return notYet(status, 'status', details);
    },
  };
}

function notYet(value: string, what: string, reason: string | undefined): State {
  const is = value.toUpperCase() === 'FAILED' ? 'broken' : 'waiting';
  return { is, says: `${what} is ${value}${reason ? ` (${reason})` : ''}` };
}
