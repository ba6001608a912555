import type { Plan } from '../packages/plan-review/src/plan/model';
import { scaledBy } from './scaled';
import type { CheckedRelease } from './schema';

/**
 * Judges a plan at every address that is removed from the state: what is there may be forgotten, and nothing else. So may what
 * scales a released table or an index of it, wherever it stands: of an index that the configuration names no more, no stack
 * knows it.
 *
 * @param names of the tables that are released. Default: none
 */
export const checkReleases = (
  plan: Plan,
  addresses: readonly string[],
  names: readonly string[] = [],
): CheckedRelease[] =>
  [...addresses, ...scalingOf(plan, names).filter((address) => !addresses.includes(address))].map((address) => {
    const found = plan.resources.filter((one) => one.address === address);
    const others = found.filter(({ action }) => action !== 'forget');
    return {
      address,
      problems: [
        ...(plan.complete ? [] : ['The plan is not complete: what is put off to a later one, nobody has seen.']),
        ...others.map(({ action }) => `The plan would ${action} it: it is to be forgotten, and to stay as it is.`),
      ],
      isInState: found.length > others.length,
    };
  });

/** Addresses of what scales one of these tables, and that a plan touches. */
const scalingOf = (plan: Plan, names: readonly string[]): string[] =>
  plan.resources
    .filter(({ type, action }) => type.startsWith('aws_appautoscaling_') && action !== 'no-op' && action !== 'forget')
    .filter(({ before, after }) => names.some((name) => scaledBy(before ?? after ?? {})?.table === name))
    .map(({ address }) => address);
