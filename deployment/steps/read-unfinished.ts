import { openJournal, type Journal } from '../adoption';
import { mendStateFile } from '../terraform/state-file';
import type { Surroundings } from './step';

/** What an apply that died was at, before Terraform is asked anything: a state that its end has cut off is mended first. */
export async function readUnfinished({ context, aws, onEvent }: Surroundings): Promise<Journal | undefined> {
  const unfinished = await openJournal(context, aws.s3).read();
  if (unfinished && mendStateFile(context)) {
    const { name } = context.stack;
    const message = `The state of ${name} was cut off when an apply died: its backup has taken its place.`;
    onEvent({ type: 'warning', message });
  }
  return unfinished;
}
