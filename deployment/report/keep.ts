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

/** Writes `deployment-<stack>.json` and `.md`, and `performance-<stack>.svg` where there are figures, into the checkout. */
export function writeReport(
  report: Report,
  { project, stack, system }: Pick<Context, 'project' | 'stack' | 'system'>,
): void {
  const { performance } = systemOf(system);
  const file = (name: string) => join(project.root, name);
  writeFileSync(file(`deployment-${stack.name}.json`), serialize(report));
  writeFileSync(file(`deployment-${stack.name}.md`), renderMarkdown(report, performance));
  if (report.performance) {
    writeFileSync(file(`performance-${stack.name}.svg`), performance.draw(report.performance));
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
    await openHistory(context, s3).add(report);
  } catch (error) {
    const message = `The report could not be added to the history of ${context.stack.name}: ${sentence(error)}. status and rollback will not know of it; deployment-${context.stack.name}.json has it.`;
    onEvent({ type: 'warning', message });
  }
}
