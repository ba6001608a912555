import { OutsideError } from '../../programs/errors';
import { DeploymentError } from '../errors';

/** @throws DeploymentError (`performance`) in place of what says that the system does not work: there is nothing to measure then */
export async function orFail<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((cause: unknown) => {
    if (!(cause instanceof OutsideError)) throw cause;
    const next = 'Verify the environment first: it says what does not work.';
    throw new DeploymentError('performance', cause.message, next, { cause });
  });
}
