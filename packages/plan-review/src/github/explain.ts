import { GitHubError } from './error';
import type { Answer } from './exchange';

/** @param answer a refusal: of a status from 300 to 499 */
export function explain(answer: Answer, operation: string): GitHubError {
  const { status, problem } = answer;
  const said = saidBy(answer);
  const because = `(${status}${said === '' ? '' : `: ${said}`})`;
  const error = (what: string, next: string) => new GitHubError(what, next, status);
  if (status < 400) {
    return error(`GitHub redirects ${operation} ${problem ?? 'without need'} ${because}.`, 'Check GITHUB_API_URL.');
  }
  switch (status) {
    case 401:
      return error(
        `GitHub does not accept the token for ${operation} ${because}.`,
        'Set GITHUB_TOKEN to ${{ github.token }} in the env: of the step; a token ends with its job.',
      );
    case 403:
      return forbidden(answer, operation, because);
    case 404:
      return error(
        `GitHub knows nothing at ${operation}, or does not show it to this token ${because}.`,
        "Check the repository's name and the number, and that the token may read the repository.",
      );
    case 410:
      return error(`What ${operation} is about is gone for good, or switched off ${because}.`, 'Check the settings.');
    case 422:
      return error(`GitHub finds ${operation} not valid ${because}.`, 'This is a fault of Trinity itself: report it.');
    default:
      return error(
        `GitHub refuses ${operation} ${because}.`,
        'Look the status up in the documentation of its REST API.',
      );
  }
}

function forbidden(answer: Answer, operation: string, because: string): GitHubError {
  if (/locked/i.test(saidBy(answer))) {
    return new GitHubError(
      `The conversation is locked: ${operation} is refused ${because}.`,
      'Unlock the conversation and run it again.',
      403,
    );
  }
  return new GitHubError(
    `The token may not do ${operation} ${because}. It takes ${permissionsFor(answer, operation)}.`,
    'Give it to the job under permissions:. A pull request from a fork has a token that only reads, whatever is written there.',
    403,
  );
}

/** As a workflow writes it. GitHub says `issues=write; pull_requests=write`, where a semicolon is an "or". */
function permissionsFor(answer: Answer, operation: string): string {
  const said = answer.header('x-accepted-github-permissions');
  if (said === undefined) return operation.includes('/statuses/') ? 'statuses: write' : 'pull-requests: write';
  return said.replaceAll('=', ': ').replaceAll('_', '-').replace(/;\s*/g, ' or ').replace(/,\s*/g, ' and ');
}

/** GitHub's own words: the message, and what a validation found. */
function saidBy({ body }: Answer): string {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: unknown };
  const details = Array.isArray(errors) ? errors.map(detailOf) : [];
  return [message, ...details]
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .join('; ')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .slice(0, 300);
}

function detailOf(one: unknown): string {
  if (typeof one === 'string') return one;
  const { field, code, message } = (one ?? {}) as { field?: string; code?: string; message?: string };
  return message ?? [field, code].filter((text) => text !== undefined).join(' ');
}
