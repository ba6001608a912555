import type { Path } from '../plan/model';

/** `policy.Statement[AllowRead].Action[0]`; a key that is no plain word stands in quotes: `tags["cost center"]`. */
export function describePath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (step.startsWith('[')) return step;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
