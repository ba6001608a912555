import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Aws } from '../aws/clients';
import { DeploymentError } from '../errors';
import { stackDirectory, type Context } from '../project';
import type { OnRefused, Plan, SavedPlan, Terraform } from '../terraform';
import { findExisting, type Existing } from './existing';
import type { Journal } from './journal';
import { refuse } from './refusal';
import { fileOf } from '../../environments/names';

export { openJournal, type Journal, type JournalStore } from './journal';

/** Plans: without imports, with the API's, with those of what belongs to it, and one to spare. */
const MOST_ROUNDS = 4;

/** Beside the stack, while it is planned. */
const FILE = 'adopted.tf.json';

/**
 * Plans. What an apply that died had created, and its state was not told of, is taken over by `import` blocks, so that it
 * is neither created twice nor left behind. An AppSync API is found first, and what belongs to it in the next round.
 *
 * @param journal of the apply that died; undefined when the last one came to its end
 * @param options.toLook not to apply it: the state is not locked, and what AWS would refuse to destroy is planned all the
 *   same. Default: false
 * @param options.onRefused told why a deploy would refuse the plan: for what `prevent_destroy` protects, or for what exists
 *   and no deploy is known to have created, which is somebody's and not touched. Default: that is thrown
 * @throws DeploymentError when Terraform cannot plan, or a deploy would refuse the plan
 */
export async function planWithAdoption(
  terraform: Terraform,
  journal: Journal | undefined,
  context: Context,
  aws: Aws,
  { toLook = false, onRefused }: { readonly toLook?: boolean; readonly onRefused?: OnRefused | undefined } = {},
): Promise<SavedPlan> {
  const file = join(stackDirectory(context), FILE);
  const adopted: Existing[] = [];
  rmSync(file, { force: true }); // of a deploy that died while it planned
  try {
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      let unfinished: DeploymentError | undefined;
      const plan = await terraform.plan({
        lock: !toLook,
        onRefused: onRefused && ((why) => (unfinished = why)),
      });
      try {
        if (!toLook && plan.refused.length > 0) throw refuseDestroy(plan.refused, context);
        const existing = await findExisting(plan.creations, aws);
        const ours = existing.filter(({ address }) => journal?.creates.includes(address));
        const foreign = existing.filter((one) => !ours.includes(one));
        if (foreign.length > 0 && !onRefused) throw refuse(foreign, context);
        if (ours.length === 0) {
          if (unfinished) onRefused?.(unfinished);
          if (foreign.length > 0) onRefused?.(refuse(foreign, context));
          return plan;
        }
        adopted.push(...ours);
        const blocks = adopted.map(({ address, id }) => ({ to: address, id }));
        writeFileSync(file, JSON.stringify({ import: blocks }), { mode: 0o600 }); // the id of an API key holds the key
      } catch (error) {
        plan.discard();
        throw error;
      }
      plan.discard();
    }
    const addresses = adopted.map(({ address }) => address).join(', ');
    const next = 'Import them by hand: docs/runbooks/lost-state.md says how.';
    throw new DeploymentError('plan', `Terraform does not take over what exists: ${addresses}.`, next);
  } finally {
    rmSync(file, { force: true }); // the saved plan has them
  }
}

/** @throws DeploymentError when AWS would refuse the plan half-way: by a protection, or for something that exists by now */
export async function requireNothingInTheWay({ refused, creations }: Plan, context: Context, aws: Aws): Promise<void> {
  if (refused.length > 0) throw refuseDestroy(refused, context);
  const existing = await findExisting(creations, aws);
  if (existing.length > 0) throw refuse(existing, context);
}

function refuseDestroy(addresses: readonly string[], { environment: { name } }: Context): DeploymentError {
  return new DeploymentError(
    'plan',
    `${addresses.join(', ')}: to be destroyed or replaced, but protected. AWS would refuse it in the middle of the apply.`,
    `If the data may go, take the protection off in a deploy of its own first (deletionProtection in ${fileOf(name)}).`,
  );
}
