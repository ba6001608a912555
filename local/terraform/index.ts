import type { ApiDefinition } from '../../packages/appsync-js/src';
import type { TableDefinition } from '../dynamodb';
import type { FunctionDefinition } from '../lambda/definition';
import type { Role } from '../iam/roles';
import { UserError } from '../../programs/user-error';
import { readApi } from './api';
import { examine, type Coverage } from './coverage';
import { readFunctions } from './functions';
import { StackFile, StackProblem } from './stack-file';
import { readRoles } from './roles';
import { readTables } from './tables';
import { readUserPools, type UserPools } from './user-pools';

export type { Coverage } from './coverage';

/** What a synthesized stack says that a machine has to run, and what of it does not run here. */
export interface LocalStack extends Coverage {
  account: string;
  region: string;
  tables: TableDefinition[];
  functions: FunctionDefinition[];
  api: ApiDefinition;
  /** By which functions and data sources may do what they do. */
  roles: Role[];
  userPools: UserPools;
}

/**
 * Reads `cdk.tf.json`. Values that AWS would make, such as ARNs, are made here: well-formed, and the same at every start.
 *
 * @throws UserError with everything in the file that cannot be resolved or cannot run here
 */
export function readStack(file: string): LocalStack {
  const stack = new StackFile(file);
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof StackProblem)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const all = <T>(reads: (() => T)[]): T[] => reads.flatMap((read) => attempt(() => [read()]) ?? []);

  const tables = all(readTables(stack));
  const functions = all(readFunctions(stack));
  const roles = all(readRoles(stack));
  const userPools = readUserPools(stack, all);
  const api = readApi(stack, attempt);
  if (problems.length > 0 || api === undefined) {
    throw new UserError([`${file} cannot run here:`, ...new Set(problems)].join('\n  '));
  }
  const { account, region } = stack;
  return { account, region, tables, functions, api, roles, userPools, ...examine(stack) };
}
