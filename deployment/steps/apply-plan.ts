import type { Journal, JournalStore } from '../adoption';
import { DeploymentError } from '../errors';
import type { OnEvent } from '../events';
import type { SavedPlan, Terraform } from '../terraform';

export interface Applying {
  readonly plan: SavedPlan;
  readonly terraform: Terraform;
  readonly journal: JournalStore;
  /** What the journal says of it, so that it is known after a kill. @param before what an apply that died has left there */
  readonly note: (before: Journal | undefined) => Omit<Journal, 'startedAt'>;
  /** What to do when Terraform refuses the plan as a whole. Default: what Terraform's error says */
  readonly again?: string;
  readonly onEvent: OnEvent;
  /** Called when Terraform begins with a first resource. */
  readonly onTouched: () => void;
}

/**
 * Applies a plan that changes something, with the journal written before. The journal stays: who calls it knows when it has served.
 *
 * @throws DeploymentError of the stage `plan` when Terraform refuses it as a whole, and nothing has changed
 */
export async function applyPlan(applying: Applying): Promise<void> {
  const { plan, terraform, journal, note, again, onEvent, onTouched } = applying;
  const before = await journal.read(); // since the plan was made, somebody may have begun a deploy
  await journal.write({ startedAt: new Date().toISOString(), ...note(before) });
  let touched = false;
  try {
    await terraform.apply(plan, (progress) => {
      if (!touched) onTouched();
      touched = true;
      onEvent({ type: 'apply', progress });
    });
  } catch (error) {
    if (touched || !(error instanceof DeploymentError) || error.stage === 'interrupted') throw error;
    // The plan is stale, or somebody else holds the lock. Theirs is the journal, and what serves.
    await (before ? journal.write(before) : journal.remove());
    throw new DeploymentError('plan', error.message, again ?? error.next, { cause: error });
  }
}
