import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLANS } from './catalogue';

export { PLANS };

export type PlanName = (typeof PLANS)[number]['name'];

/** What `terraform show -json` printed of a plan. */
export function recorded(name: PlanName): string {
  const [first, second] = ['recorded', 'written'].map((folder) => join(__dirname, folder, `${name}.json`));
  return readFileSync(existsSync(first!) ? first! : second!, 'utf8');
}
