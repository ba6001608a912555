import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMarkdown } from '../../deployment/report/markdown';
import { reportSchema, type Report } from '../../deployment/report/schema';
import { reportOf } from '../trinity';
import type { World } from '../world';
import { inventory } from './inventory';
import { clearLock, killAt } from './killed';
import {
  changes,
  deployed,
  deployedAccepting,
  expectEnd,
  expectSame,
  seconds,
  serving,
  stepsOf,
  versions,
  type Phase,
} from './phase';
import { reviewed } from './reviewed';

/** Deploys that go well. */
export const deploys: readonly Phase[] = [
  {
    name: 'without a terminal and without --yes, nothing is applied',
    async run({ shell, environment }) {
      const ended = await shell.trinity('deploy', environment.name, '--skip-gates', 'a rehearsal');
      expectEnd(ended, 13, 'There is no terminal to ask for a confirmation.', '--yes');
      return 'exit code 13';
    },
  },
  {
    name: 'a first deploy is killed half-way, and leaves things that no state knows of',
    async run(world) {
      await killAt(world, { service: 'appsync', operation: 'CreateResolver' });
      await clearLock(world);
      return `${(await inventory(world)).length} things in the account`;
    },
  },
  {
    name: 'the next deploy takes them over and makes the rest; everything is verified, nothing is there twice',
    async run(world) {
      const report = await deployed(world);
      expectSame((report.resources?.import ?? 0) > 0, true, 'whether something was taken over');
      const names = await inventory(world);
      expectSame(names, [...new Set(names)], 'what is in the account');
      expectSame(versions(report), { cache: '1', movie: '1', room: '1' }, 'versions');
      expectReport(world, report);
      return `${report.resources?.import} taken over, ${report.resources?.add} made, ${stepsOf(report)}\n${figures(report)}`;
    },
  },
  {
    name: 'a second deploy changes nothing',
    async run(world) {
      const report = await deployed(world);
      expectSame(changes(report), [], 'changes');
      return `${report.resources?.unchanged} resources as they were, ${stepsOf(report)}`;
    },
  },
  {
    name: 'a plain `npx cdktf deploy` has nothing to change either',
    async run({ shell, environment }) {
      const ended = await shell.run(
        'npx',
        'cdktf',
        'deploy',
        environment.name,
        '--auto-approve',
        '--skip-provider-lock',
      );
      expectEnd(ended, 0, /No changes|0 added, 0 changed, 0 destroyed/);
      return seconds(ended);
    },
  },
  {
    name: 'a changed README changes nothing, and status says so',
    async run({ shell, project }) {
      project.change('README.md', /^/, '<!-- rehearsed -->\n');
      const ended = await shell.follow({ runbook: 'deploy', command: 'npx trinity status staging' }, '--json');
      expectEnd(ended, 0);
      const { terraform } = JSON.parse(ended.stdout) as { terraform: { drift: string[]; pending: unknown[] } };
      expectSame(terraform, { drift: [], pending: [] }, 'drift and pending changes');
      return `no drift, nothing pending, ${seconds(ended)}`;
    },
  },
  ...reviewed,
  {
    name: 'a rollback takes seconds, and the next deploy goes forward again',
    async run(world) {
      const { shell, environment } = world;
      const ended = await shell.follow({ runbook: 'rollback', command: 'npx trinity rollback staging' }, '--json');
      expectEnd(ended, 0);
      const report = reportOf(ended);
      expectSame(versions(report), { cache: '1', movie: '1', room: '1' }, 'versions');
      expectSame(await serving(world), versions(report), 'what status says');
      const list = await shell.follow({ runbook: 'rollback', command: 'npx trinity rollback staging --list' });
      expectEnd(list, 0, report.id, 'Versions that Lambda keeps');
      const same = await shell.follow({ runbook: 'rollback', command: 'npx trinity rollback staging --to movie=1' });
      expectEnd(same, 10, 'movie=1 serves already');
      expectEnd(await shell.trinity('rollback', environment.name, '--to', 'movie=7'), 17, 'movie');
      expectSame(await serving(world), versions(report), 'what status says after a refused rollback');
      const forward = await deployed(world);
      expectSame(changes(forward), ['change aws_lambda_alias.movie'], 'changes');
      const step = report.steps.find(({ name }) => name === 'rollback');
      return `aliases moved in ${((step?.durationMs ?? 0) / 1000).toFixed(2)} s, verified after ${seconds(report)}`;
    },
  },
  {
    name: 'a whole environment goes back to an earlier commit',
    async run(world) {
      const { project, shell } = world;
      const now = project.head();
      const file = `environments/${world.environment.name}.ts`;
      project.change(file, /retentionDays: \d+/, 'retentionDays: 60');
      const changed = await deployed(world);
      expectEnd(
        await shell.follow({ runbook: 'rollback', command: 'git checkout COMMIT', values: { COMMIT: now } }),
        0,
      );
      const back = await deployedAccepting(world, 'retention-shortened', 'rollback');
      expectSame(changes(back).length > 0, true, 'whether something changes');
      expectSame(changes(back), changes(changed), 'changes there and back');
      return `${changes(back).length} changes, ${seconds(back)}`;
    },
  },
];

/** The files say what standard output said, in the published shape. */
function expectReport({ project, environment }: World, report: Report): void {
  const file = join(project.root, `deployment-${environment.name}`);
  expectSame(reportSchema.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8'))), report, `${file}.json`);
  expectSame(readFileSync(`${file}.md`, 'utf8'), renderMarkdown(report), `${file}.md`);
  expectSame([report.status, report.commit], ['SUCCESS', { sha: project.head(), dirty: false }], 'status and commit');
}

function figures({ performance }: Report): string {
  if (!performance) return 'no figures';
  const { readers, pageMs, firstBatchMs } = performance;
  const whole = (milliseconds: number) => `${Math.round(milliseconds)} ms`;
  return `${readers} readers at once: page p50 ${whole(pageMs.p50)}, p95 ${whole(pageMs.p95)}; first batch ${whole(firstBatchMs)}`;
}
