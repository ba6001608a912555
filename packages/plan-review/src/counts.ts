import type { Plan } from './plan/model';
import type { Review } from './schema';

/** Whether there is anything to apply: a resource, an output, or something that Terraform does not name. */
export const isToApply = (plan: Plan): boolean =>
  Object.values(countsOf(plan)).some((count) => count > 0) ||
  plan.outputs.some(({ action }) => action !== 'no-op' && action !== 'read') ||
  plan.applyable === true ||
  !plan.complete ||
  plan.deferred.length + plan.invocations.length > 0;

/** One resource may count twice: imported and changed, or moved and changed. */
export function countsOf({ resources }: Plan): Review['counts'] {
  const of = (action: string): number => resources.filter((change) => change.action === action).length;
  return {
    import: resources.filter(({ importing }) => importing).length,
    move: resources.filter(({ previousAddress }) => previousAddress !== undefined).length,
    add: of('create'),
    change: of('update'),
    replace: of('replace'),
    destroy: of('delete'),
    forget: of('forget'),
  };
}
