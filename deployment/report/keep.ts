import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Aws } from '../aws/clients';
import type { Context } from '../project';
import { isOutside } from '../outside';
import { sentence } from '../errors';
import type { OnEvent } from '../events';
import { systemOf } from '../systems';
import { openHistory, serialize } from './history';
import { renderMarkdown } from './markdown';
import type { Report } from './schema';

/** Writes `deployment-<env>.json` and `.md`, and `performance-<env>.svg` where there are figures, into the checkout. */
export function writeReport(report: Report, { project, system }: Pick<Context, 'project' | 'system'>): void {
  const { performance } = systemOf(system);
  const file = (name: string) => join(project.root, name);
  writeFileSync(file(`deployment-${report.environment}.json`), serialize(report));
  writeFileSync(file(`deployment-${report.environment}.md`), renderMarkdown(report, performance));
  if (report.performance) {
    writeFileSync(file(`performance-${report.environment}.svg`), performance.draw(report.performance));
  }
}

/** Writes the report, and adds it to the environment's history; what cannot be written fails no deploy. */
export async function keep(report: Report, context: Context, { s3 }: Aws, onEvent: OnEvent): Promise<void> {
  try {
    writeReport(report, context);
  } catch (error) {
    if (!isOutside(error)) throw error;
    onEvent({ type: 'warning', message: `The report could not be written: ${sentence(error)}.` });
  }
  try {
    await openHistory(context.project, context.environment, s3).add(report);
  } catch (error) {
    const message = `The report could not be added to the history of ${report.environment}: ${sentence(error)}. status and rollback will not know of it; deployment-${report.environment}.json has it.`;
    onEvent({ type: 'warning', message });
  }
}
