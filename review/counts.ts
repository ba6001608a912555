import type { Plan } from './plan/model';
import type { Review } from './schema';

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
