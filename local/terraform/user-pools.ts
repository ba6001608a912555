import * as z from 'zod';
import { isStandard, readClient, readPool, type ClientSettings, type Group, type PoolSettings } from '../cognito';
import { isObject, StackProblem, type Block, type Resource, type StackFile } from './stack-file';

/** What a stack has of user pools. */
export interface UserPools {
  readonly pools: readonly PoolSettings[];
  readonly clients: readonly ClientSettings[];
  readonly groups: readonly (Group & { readonly UserPoolId: string })[];
}

/** @param all reads each, so that the problems of all come out at once */
export function readUserPools(stack: StackFile, all: <T>(reads: (() => T)[]) => T[]): UserPools {
  const each = <T>(type: string, read: (resource: Resource) => T) =>
    all(stack.ofType(type).map((resource) => () => inWords(resource, () => read(resource))));
  return {
    pools: each('aws_cognito_user_pool', poolOf),
    clients: each('aws_cognito_user_pool_client', clientOf),
    groups: each('aws_cognito_user_group', (group) => ({
      GroupName: group.string('name'),
      UserPoolId: group.string('user_pool_id'),
    })),
  };
}

function poolOf(pool: Resource): PoolSettings {
  const { PasswordPolicy, Schema, AccountRecoverySetting, ...rest } = asAws(pool);
  const { RecoveryMechanism } = (AccountRecoverySetting ?? {}) as { RecoveryMechanism?: object };
  return readPool({
    ...rest,
    Id: pool.attribute('id', pool.address),
    Policies: { PasswordPolicy },
    SchemaAttributes: listOf(Schema).map((one) => ({ ...one, Name: nameOf(String(one['Name'])) })),
    AccountRecoverySetting: { RecoveryMechanisms: listOf(RecoveryMechanism) },
  });
}

function clientOf(client: Resource): ClientSettings {
  if (client.value('generate_secret') === true)
    throw client.problem('generate_secret', 'a client with a secret does not run here; one without does');
  return readClient({ ...asAws(client), ClientId: client.attribute('id', client.address) });
}

/** Cognito puts this before the names of a pool's own. */
const nameOf = (name: string): string => (isStandard(name) ? name : `custom:${name}`);

const listOf = (blocks: unknown): Record<string, unknown>[] =>
  blocks === undefined ? [] : ([blocks].flat() as Record<string, unknown>[]);

/** Blocks of which there are several. Of any other there is one, also where Terraform has it in a list. */
const SEVERAL = ['schema', 'recovery_mechanism'];

/** In the words of Cognito's API, which are Terraform's in another script: `minimum_length` is MinimumLength. */
function asAws(block: Block): Record<string, unknown> {
  return Object.fromEntries(
    block.attributes.filter(isRead).map((name) => [pascal(name), translated(name, block.value(name))]),
  );
}

/** What steers a deployment says nothing of the pool. */
const isRead = (name: string): boolean => !['depends_on', 'lifecycle', 'provider'].includes(name);

function translated(name: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => translated(name, one));
    return value.every(isObject) && !SEVERAL.includes(name) ? all[0] : all;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [pascal(key), translated(key, one)]));
}

const pascal = (name: string): string => name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());

/** @throws StackProblem for what Cognito would not take either */
function inWords<T>({ address }: Resource, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [{ path, message } = { path: [], message: '' }] = error.issues;
    throw new StackProblem(`${address}: ${path.join('.')}: ${message}`);
  }
}
