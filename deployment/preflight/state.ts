import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { accessSync, constants } from 'node:fs';
import type { Environment } from '../../environments';
import type { Aws } from '../aws/clients';
import { failed, passed, type Check, type Outcome } from '../checks';
import { asStack, type Context, type S3State } from '../project';
import { statusOf, takeLock } from '../state-lock';
import { fileOf } from '../../environments/names';

/** The state can be reached, and locked: for a moment it is, the way Terraform does it. */
export const stateCheck = ({ project, environment, stack }: Context, { s3 }: Aws): Check => ({
  name: 'Terraform state',
  async run(abortSignal) {
    const { name, state } = stack;
    if (state.backend === 'local') {
      accessSync(project.root, constants.W_OK);
      return passed(`terraform.${name}.tfstate in this checkout, for one person`);
    }
    const bucket = await bucketProblem(s3, state, environment, abortSignal);
    if (bucket) return bucket;
    const lock = await takeLock(s3, asStack({ environment, stack }), state, 'preflight', abortSignal);
    if ('refused' in lock) return failed(lock.refused.reason, lock.refused.next);
    await lock.release();
    return passed(`s3://${state.bucket}/${state.key}, can be locked`);
  },
});

async function bucketProblem(
  s3: S3Client,
  { bucket: Bucket }: S3State,
  { name, account }: Environment,
  abortSignal: AbortSignal,
): Promise<Outcome | undefined> {
  const bucket = { Bucket, ExpectedBucketOwner: account };
  const bootstrap = `Run bin/trinity bootstrap ${name}.`;
  try {
    await s3.send(new HeadBucketCommand(bucket), { abortSignal });
  } catch (error) {
    if (statusOf(error) === 404)
      return failed(`The bucket ${Bucket} of ${name}'s Terraform state does not exist.`, bootstrap);
    if (statusOf(error) !== 403) throw error;
    return failed(
      `The bucket ${Bucket} is of another account than ${account}, or these credentials may not see it.`,
      `Check state.bucket in ${fileOf(name)}, and what the role may do.`,
    );
  }
  const { Status } = await s3.send(new GetBucketVersioningCommand(bucket), { abortSignal });
  if (Status !== 'Enabled')
    return failed(`The bucket ${Bucket} keeps no versions: a lost state could not be restored.`, bootstrap);
  try {
    await s3.send(new GetBucketEncryptionCommand(bucket), { abortSignal });
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return failed(`The bucket ${Bucket} is not encrypted: a state holds secrets.`, bootstrap);
  }
  return undefined;
}
