import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { awsOf } from '../../../deployment/aws/clients';
import { DeploymentError } from '../../../deployment/errors';
import { stackDirectory, type Context } from '../../../deployment/project';
import { planEnvironment } from '../../../deployment/reviewed/plan-environment';
import { readState } from '../../../deployment/terraform/state';
import { tablesOfAccount } from '../../../import/account';
import { judgeObject } from '../../../import/account/judge';
import { othersInState } from '../../../import/another-in-state';
import { checkAdoptions } from '../../../import/check';
import { declaredTables, releasedTables } from '../../../import/declared';
import { adoptedObjects } from '../../../import/objects';
import { checkReleases } from '../../../import/released';
import type { CheckedAdoption, CheckedRelease, CheckResult } from '../../../import/schema';
import { readPlan } from '../../../packages/plan-review/src/review';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { visible } from '../../../programs/visible';
import type { Console } from '../command';
import type { Verdict } from '../../../packages/plan-review/src/cli/show';
import { failureLines } from '../../../programs/end';
import { fileOf } from '../../../environments/names';

const blocks = z.object({
  import: z.array(z.object({ to: z.string() })).default([]),
  removed: z.array(z.object({ from: z.string() })).default([]),
});

/**
 * `trinity import ENV --check`.
 *
 * @returns `blocked` when a deploy would do something to what is adopted that nobody has asked for, or would be refused for
 *   something else that exists; what is adopted is judged all the same
 * @throws DeploymentError when nothing is adopted or released, or what a plan throws
 */
export async function checkImport(context: Context, out: Pick<Console, 'say' | 'result'>): Promise<Verdict> {
  const { environment, signal } = context;
  const { name, region } = environment;
  const { roomCache } = environment.systems;
  const adopted = Object.values(roomCache.tables).flatMap(({ adopt }) => (adopt ? [adopt.name] : []));
  const objects = adoptedObjects(roomCache);
  const isNothing = [adopted, objects, Object.values(roomCache.tables).filter(({ released }) => released)].every(
    (all) => all.length === 0,
  );
  if (isNothing) {
    throw new DeploymentError(
      'invalid',
      `${fileOf(name)} adopts nothing, and releases no table: there is nothing to check.`,
      `bin/trinity import ${name} --inspect shows the tables that there are, --write adopts them. docs/adopting-what-exists.md says what else can be adopted.`,
    );
  }
  const refusals: DeploymentError[] = [];
  const planned = await planEnvironment(context, { onRefused: (refusal) => refusals.push(refusal) });
  try {
    const file = join(stackDirectory(context), 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    const { import: imports, removed } = blocks.parse(stack);
    const addresses = imports.map(({ to }) => to);
    const wanted = () => new Set(adopted);
    const aws = awsOf(environment);
    const found = adopted.length === 0 ? [] : await tablesOfAccount(aws, { region, wanted, signal });
    const { plan } = readPlan(planned.json, { errored: true });
    const judged = await Promise.all(objects.map((one) => judgeObject(one, environment, stack, plan, aws)));
    const others = othersInState(readState(planned.state).resources, environment);
    const checked = checkAdoptions(plan, addresses, found, declaredTables(stack), environment, judged, others);
    const released = checkReleases(
      plan,
      removed.map(({ from }) => from),
      releasedTables(stack).map((one) => one.name),
    );
    const unsafe = [...checked, ...released]
      .filter(({ problems }) => problems.length > 0)
      .map(({ address }) => address);
    const refused = refusals.filter(({ about }) => !about.every((address) => unsafe.includes(address)));
    const isSafe = unsafe.length === 0 && refused.length === 0;
    out.say([...adoptionLines(checked), ...released.flatMap(releaseLines), '']);
    for (const refusal of refused) out.say(failureLines(refusal.message, refusal.next));
    if (isSafe || unsafe.length > 0) out.say([nextStep(name, isSafe)]);
    const result: CheckResult = {
      schemaVersion: 1,
      environment: name,
      safe: isSafe,
      adoptions: checked,
      releases: released,
      refused: refused.map(({ message: reason, next, about }) => ({ reason, next, addresses: [...about] })),
    };
    out.result(result);
    return isSafe ? 'success' : 'blocked';
  } finally {
    planned.discard();
  }
}

const adoptionLines = (checked: readonly CheckedAdoption[]): string[] =>
  checked.flatMap((one) => [
    `${visible(one.name)}: ${verdict(one)} (${one.address})`,
    ...one.problems.map((problem) => `  NOT SAFE ${visible(problem)}`),
    ...one.addedTags.map((tag) => `  adds     the tag ${visible(tag)} of the environment`),
    ...one.changes.map((change) => `  changes  ${visible(change)}`),
    ...one.notSeen.map((what) => `  not seen ${visible(what)}`),
  ]);

const releaseLines = ({ address, problems, isInState }: CheckedRelease): string[] => [
  `${address}: ${problems.length > 0 ? 'NOT SAFE' : isInState ? 'goes out of the state, and stays in AWS as it is' : 'is not in the state'}`,
  ...problems.map((problem) => `  NOT SAFE ${visible(problem)}`),
];

const nextStep = (name: string, isSafe: boolean): string =>
  isSafe
    ? `Next: bin/trinity deploy ${name}, or npx cdktf deploy ${name}. The import and removed blocks do no harm afterwards.`
    : `Next: do what is said at NOT SAFE, or say what is to be kept in ${fileOf(name)}, and check again. docs/adopting-tables.md says how.`;

function verdict({ problems, isInState }: CheckedAdoption): string {
  if (problems.length > 0) return 'NOT SAFE';
  return isInState ? 'adopted already' : 'is imported as it is';
}
