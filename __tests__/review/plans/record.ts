import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulatedAws } from '../../../rehearsal/aws';
import { recipes } from './recording';
import { recordProject } from './recording/project';
import type { Recipe } from './recording/step';
import { openWorkspace } from './recording/workspace';

const PROJECT = 'project';

/**
 * Records plans anew: `node --require ./bin/run.cjs __tests__/review/plans/record.ts`, or only those that are named, `project` for
 * this project's own. Needs terraform, its AWS provider and moto_server.
 */
async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => name !== PROJECT && !(name in recipes));
  if (unknown.length > 0) throw new Error(`There is no recipe for ${unknown.join(', ')}.`);
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  await recordCases(Object.entries<Recipe>(recipes).filter(([name]) => isWanted(name)));
  if (isWanted(PROJECT)) await recordProject(write);
}

async function recordCases(cases: readonly (readonly [name: string, recipe: Recipe])[]): Promise<void> {
  const tmdb = { url: 'http://127.0.0.1:1/3' };
  const aws = await startEmulatedAws({ account: '123456789012', region: 'eu-west-1', tmdb });
  try {
    for (const [name, recipe] of cases) {
      const workspace = openWorkspace(aws);
      try {
        await workspace.follow(recipe);
        write(name, await workspace.show());
      } catch (error) {
        process.exitCode = 1;
        process.stderr.write(`${name}: ${String(error)}\n`);
      } finally {
        workspace.remove();
      }
    }
  } finally {
    await aws.close();
  }
}

function write(name: string, text: string): void {
  writeFileSync(join(__dirname, 'recorded', `${name}.json`), text);
  process.stdout.write(`${name}: ${text.length} characters\n`);
}

void main(process.argv.slice(2));
