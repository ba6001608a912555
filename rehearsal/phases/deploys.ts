import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMarkdown } from '../../deployment/report/markdown';
import { reportSchema, type Report } from '../../deployment/report/schema';
import { systemOf } from '../../deployment/systems';
import { reportOf } from '../trinity';
import { REHEARSED } from '../systems';
import { stackOf, type World } from '../world';
import { inventory } from './inventory';
import { switchesRecoveryOn, updateOfImported } from './adopted';
import { WHILE_IT_PLANS, withFaults } from './faults';
import { clearLock, deployArguments, killAt } from './killed';
import {
  changes,
  deployed,
  deployedAccepting,
  expectEnd,
  expectSame,
  seconds,
  serving,
  sourceOf,
  stepsOf,
  versions,
  type Phase,
} from './phase';
import { fileOf } from '../../environments/names';

/** Deploys that go well. */

export const nothingWithoutYes: Phase = {
  name: 'without a terminal and without --yes, nothing is applied, and faults of AWS do not change that',
  async run(world) {
    const { shell } = world;
    const ended = await withFaults(world, WHILE_IT_PLANS, () => shell.trinity('deploy', '--skip-gates', 'a rehearsal'));
    expectEnd(ended, 13, 'There is no terminal to ask for a confirmation.', '--yes');
    return 'exit code 13';
  },
};

export const firstDeploy: Phase = {
  name: 'a first deploy makes everything, which is verified and measured',
  async run(world) {
    world.terraform.take();
    const report = await deployed(world);
    expectSame(world.terraform.take(), ['version', 'init', 'plan', 'show', 'apply', 'plan'], 'Terraform commands');
    return firstReport(world, report);
  },
};

export const killedFirstDeploy: Phase = {
  name: 'a first deploy is killed while it changes what it has imported, and leaves things that no state knows of',
  async run(world) {
    await killAt(world, deployArguments(world), updateOfImported(world), inTheMiddle);
    return afterTheKill(world);
  },
};

/** Of a system that has imported nothing. */
export const killedInTheMiddle: Phase = {
  name: 'a first deploy is killed, and leaves things that no state knows of; a review, which may only read, sees that they are taken over',
  async run(world) {
    await killAt(world, deployArguments(world), inTheMiddle);
    const left = await afterTheKill(world);
    const reviewed = await world.shell
      .as('plan')
      .follow({ runbook: 'adopting', command: 'bin/trinity review staging' });
    expectEnd(reviewed, 2, /[1-9]\d* to import/);
    return `${left}, reviewed ${seconds(reviewed)}`;
  },
};

const inTheMiddle = { service: 'appsync', operation: 'CreateResolver' };

async function afterTheKill(world: World): Promise<string> {
  await clearLock(world);
  return `${(await inventory(world)).length} things in the account`;
}

export const takenOver: Phase = {
  name: 'the next deploy takes over what is left and makes the rest; everything is verified, nothing is there twice',
  async run(world) {
    const report = await deployed(world, { readers: [] }); // as many as a deploy has
    const isLeft = (report.resources?.import ?? 0) > 0;
    expectSame(
      isLeft,
      world.system !== 'room-cache' || !switchesRecoveryOn(world.environment),
      'whether the deploy that failed has left something to import',
    );
    return firstReport(world, report);
  },
};

export const nothingToDo: Phase = {
  name: 'a second deploy changes nothing, and asks Terraform for one plan',
  async run(world) {
    world.terraform.take();
    const report = await deployed(world);
    expectSame(world.terraform.take(), ['version', 'plan'], 'Terraform commands');
    expectSame(changes(report), [], 'changes');
    const skipped = report.steps.filter(({ status }) => status === 'skipped').map(({ name }) => name);
    expectSame(skipped, ['confirm', 'apply', 'performance'], 'steps that were not needed');
    return `${report.resources?.unchanged} resources as they were, ${stepsOf(report)}`;
  },
};

export const plainDeploy: Phase = {
  name: 'a plain `npx cdktf deploy` has nothing to change either, nor has a changed README',
  async run(world) {
    const { shell, project } = world;
    project.change('README.md', /^/, '<!-- rehearsed -->\n');
    const args = ['cdktf', 'deploy', stackOf(world), '--auto-approve', '--skip-provider-lock'];
    const ended = await shell.run('npx', ...args);
    expectEnd(ended, 0, /No changes|0 added, 0 changed, 0 destroyed/);
    const status = await shell.follow({ runbook: 'deploy', command: 'bin/trinity status staging' }, '--no-drift');
    expectEnd(status, 0);
    return seconds(ended);
  },
};

export const oneFunction: Phase = {
  name: 'changed code of one function changes that function and nothing else',
  async run(world) {
    const { changed } = REHEARSED[world.system];
    world.project.change(sourceOf(world, 'changed'), /$/, 'Object.assign(globalThis, { rehearsed: 1 });\n');
    world.terraform.take();
    const report = await deployed(world);
    expectSame(world.terraform.take(), ['version', 'plan', 'show', 'apply', 'plan'], 'Terraform commands');
    expectSame(changes(report), changesOf(changed), 'changes');
    expectSame(versions(report), { ...firstVersions(world), [changed]: '2' }, 'versions');
    return stepsOf(report);
  },
};

/** After a deploy that has changed one function. */
export const rollback: Phase = {
  name: 'a rollback takes seconds, and needs no Terraform',
  async run(world) {
    const { shell, system } = world;
    const { changed } = REHEARSED[system];
    world.terraform.take();
    const ended = await shell.follow({ runbook: 'rollback', command: 'bin/trinity rollback staging' }, '--json');
    expectEnd(ended, 0);
    const report = reportOf(ended);
    expectSame(versions(report), firstVersions(world), 'versions');
    expectSame(await serving(world), versions(report), 'what status says');
    const list = await shell.follow({ runbook: 'rollback', command: 'bin/trinity rollback staging --list' });
    expectEnd(list, 0, report.id, 'Versions that Lambda keeps');
    const command = 'bin/trinity rollback staging --to movie=1';
    const same = await shell.follow({ runbook: 'rollback', command, values: { 'movie=1': `${changed}=1` } });
    expectEnd(same, 10, `${changed}=1 serves already`);
    expectEnd(await shell.trinity('rollback', '--to', `${changed}=7`), 17, changed);
    expectSame(await serving(world), versions(report), 'what status says after a refused rollback');
    expectSame(world.terraform.take(), [], 'Terraform commands');
    const step = report.steps.find(({ name }) => name === 'rollback');
    return `aliases moved in ${((step?.durationMs ?? 0) / 1000).toFixed(2)} s, verified after ${seconds(report)}`;
  },
};

/** After a rollback of one function. */
export const forwardAndBack: Phase = {
  name: 'the next deploy goes forward again, and a whole environment goes back to an earlier commit',
  async run(world) {
    const { project, shell } = world;
    const now = project.head();
    const file = fileOf(world.environment.name);
    project.change(file, /logRetentionDays: \d+/, 'logRetentionDays: 365'); // longer than any environment has it
    const forward = await deployed(world);
    expectEnd(await shell.follow({ runbook: 'rollback', command: 'git checkout COMMIT', values: { COMMIT: now } }), 0);
    const back = await deployedAccepting(world, 'retention-shortened', { runbook: 'rollback' });
    expectSame(changes(back).length > 0, true, 'whether something changes');
    const expected = [`change aws_lambda_alias.${REHEARSED[world.system].changed}`, ...changes(back)].sort();
    expectSame(changes(forward), expected, 'changes: the alias, and those that go back');
    return `${changes(back).length} changes, ${seconds(back)}`;
  },
};

/** Of a first deploy that has come to its end. */
async function firstReport(world: World, report: Report): Promise<string> {
  const names = await inventory(world);
  expectSame(names, [...new Set(names)], 'what is in the account');
  expectSame(versions(report), firstVersions(world), 'versions');
  expectReport(world, report);
  const { import: taken = 0, add = 0 } = report.resources ?? {};
  return `${taken > 0 ? `${taken} taken over, ` : ''}${add} made, ${stepsOf(report)}\n${figures(world, report)}`;
}

/** The files say what standard output said, in the published shape. */
function expectReport(world: World, report: Report): void {
  const { project, system } = world;
  const file = join(project.root, `deployment-${stackOf(world)}`);
  expectSame(reportSchema.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8'))), report, `${file}.json`);
  expectSame(readFileSync(`${file}.md`, 'utf8'), renderMarkdown(report, systemOf(system).performance), `${file}.md`);
  expectSame([report.status, report.commit], ['SUCCESS', { sha: project.head(), dirty: false }], 'status and commit');
}

const figures = ({ system }: World, { performance }: Report): string =>
  performance ? systemOf(system).performance.list(performance).join('; ') : 'no figures';

/** Of a system that was deployed once. */
const firstVersions = ({ environment, system }: World): Record<string, string> =>
  Object.fromEntries(
    systemOf(system)
      .releases(environment)
      .map(({ name }) => [name, '1'] as const)
      .sort(),
  );

/** Of a function whose code has changed. */
export const changesOf = (fn: string): string[] => [
  `change aws_lambda_alias.${fn}`,
  `change aws_lambda_function.${fn}`,
];
