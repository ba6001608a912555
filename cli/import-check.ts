import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { awsOf } from '../deployment/aws/clients';
import { DeploymentError } from '../deployment/errors';
import { stackDirectory, type Context } from '../deployment/project';
import { planEnvironment } from '../deployment/reviewed/plan-environment';
import { tablesOfAccount } from '../import/account';
import { checkAdoptions, type CheckedAdoption } from '../import/check';
import { declaredTables } from '../import/declared';
import { readPlan } from '../review';
import type { JsonObject } from '../review/plan/model';
import { visible } from '../review/render/escape';
import type { Console } from './commands';
import type { EXIT_CODES } from './exit-codes';

const importsOf = z.object({ import: z.array(z.object({ to: z.string() })).default([]) });

/**
 * `trinity import ENV --check`.
 *
 * @returns `blocked` when a deploy would do something to what is adopted that nobody has asked for
 * @throws DeploymentError when nothing is adopted, or what a plan throws
 */
export async function checkImport(
  context: Context,
  out: Pick<Console, 'say' | 'result'>,
): Promise<keyof typeof EXIT_CODES> {
  const { project, environment, signal } = context;
  const { name, region, tables } = environment;
  const adopted = Object.values(tables).flatMap(({ adopt }) => (adopt ? [adopt.name] : []));
  if (adopted.length === 0) {
    throw new DeploymentError(
      'invalid',
      `environments/${name}.ts adopts no table: there is nothing to check.`,
      `npx trinity import ${name} --inspect shows what there is, --write adopts it.`,
    );
  }
  const planned = await planEnvironment(context);
  try {
    const file = join(stackDirectory(project, name), 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    const addresses = importsOf.parse(stack).import.map(({ to }) => to);
    const wanted = () => new Set(adopted);
    const found = await tablesOfAccount(awsOf(environment), { region, wanted, signal });
    const { plan } = readPlan(planned.json);
    const checked = checkAdoptions(plan, addresses, found, declaredTables(stack), environment);
    const isSafe = checked.every(({ problems }) => problems.length === 0);
    out.say(render(name, checked, isSafe));
    out.result({ schemaVersion: 1, environment: name, safe: isSafe, adoptions: checked });
    return isSafe ? 'success' : 'blocked';
  } finally {
    planned.discard();
  }
}

function render(name: string, checked: readonly CheckedAdoption[], isSafe: boolean): string[] {
  const lines = checked.flatMap((one) => [
    `${visible(one.name)}: ${verdict(one)} (${one.address})`,
    ...one.problems.map((problem) => `  NOT SAFE ${visible(problem)}`),
    ...one.addedTags.map((tag) => `  adds     the tag ${visible(tag)} of the environment`),
    ...one.changes.map((change) => `  changes  ${visible(change)}`),
    ...one.notSeen.map((what) => `  not seen ${visible(what)}`),
  ]);
  const next = isSafe
    ? `Next: npx trinity deploy ${name}, or npx cdktf deploy ${name}. The import blocks do no harm afterwards.`
    : `Next: say what is to be kept in environments/${name}.ts, and check again. docs/adopting-tables.md says how.`;
  return [...lines, '', next];
}

function verdict({ problems, isInState }: CheckedAdoption): string {
  if (problems.length > 0) return 'NOT SAFE';
  return isInState ? 'adopted already' : 'is imported as it is';
}
