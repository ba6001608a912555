import type { CheckResult } from '../deployment/checks';
import type { Ending } from '../deployment/ending';
import { DeploymentError } from '../deployment/errors';
import type { DeployEvent } from '../deployment/events';
import { requireChecks } from '../deployment/require-checks';
import type { Console } from './commands/command';
import { renderEvent, renderReport } from './render';

/** @throws DeploymentError (`stage`), which has been said, when a check fails */
export async function showChecks(
  stage: 'preflight' | 'verification',
  checks: Parameters<typeof requireChecks>[1],
  context: Parameters<typeof requireChecks>[2],
  out: Console,
): Promise<void> {
  const results: CheckResult[] = [];
  try {
    const summary = await requireChecks(stage, checks, context, (event) => {
      if (event.type === 'check') results.push(event.result);
      out.say(renderEvent(event, out.terminal));
    });
    out.say([summary]);
    out.result({ checks: results });
  } catch (error) {
    if (!(error instanceof DeploymentError)) throw error;
    out.say([
      `${results.filter(({ outcome }) => outcome.status === 'failed').length} of ${results.length} checks failed`,
    ]);
    out.result({ checks: results });
    throw asReported(error);
  }
}

export const eventsTo = (out: Console) => (event: DeployEvent) => out.say(renderEvent(event, out.terminal));

/** @throws DeploymentError, which has been said, when it failed */
export function showEnding({ report, failure }: Ending, out: Console): void {
  out.say(renderReport(report));
  out.result(report);
  if (failure) throw asReported(failure);
}

const asReported = (cause: DeploymentError): DeploymentError =>
  new DeploymentError(cause.stage, cause.message, cause.next, { cause, reported: true });
