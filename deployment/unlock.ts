import { buildToLook } from '../build/synthesize';
import { requireAccount } from './aws/account';
import { awsOf } from './aws/clients';
import type { Context } from './project';
import { openTerraform } from './terraform';

/**
 * Clears the lock that a deploy or destroy which died has left on the state, if it is this very lock.
 *
 * @param lockId as the message about the lock has it
 * @throws DeploymentError when the state is not locked, or by another lock
 */
export async function unlock(context: Context, lockId: string): Promise<void> {
  const { project, environment, signal } = context;
  await requireAccount(awsOf(environment).sts, environment);
  await buildToLook({ root: project.root, environment: environment.name, signal });
  const terraform = await openTerraform(context);
  await terraform.init();
  await terraform.forceUnlock(lockId);
}
