import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const RUNBOOKS = [
  'deploy',
  'adopting',
  'releasing',
  'rollback',
  'stale-lock',
  'lost-state',
  'wrong-account',
  'tearing-down',
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

/** The lines of a runbook's `sh` blocks: what whoever follows it types. */
export function commandsOf(root: string, runbook: Runbook): string[] {
  const text = readFileSync(join(root, 'docs', 'runbooks', `${runbook}.md`), 'utf8');
  return [...text.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
}
