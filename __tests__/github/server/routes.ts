import type { GitHubState, Permission } from './state';

export interface Asked {
  readonly method: string;
  /** Within the repository, such as `/issues/7/labels`. */
  readonly path: string;
  readonly body: Record<string, unknown>;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

type Route = (state: GitHubState, asked: Asked, parameters: string[]) => Reply;

/** Method and path, what it takes to write there, and what it does. */
const ROUTES: readonly (readonly [RegExp, readonly Permission[], Route])[] = [
  [/^GET \/issues\/(\d+)\/comments$/, [], listComments],
  [/^POST \/issues\/(\d+)\/comments$/, ['issues', 'pull_requests'], createComment],
  [/^PATCH \/issues\/comments\/(\d+)$/, ['issues', 'pull_requests'], updateComment],
  [/^DELETE \/issues\/comments\/(\d+)$/, ['issues', 'pull_requests'], deleteComment],
  [/^POST \/statuses\/(\w+)$/, ['statuses'], createStatus],
  [/^GET \/labels\/([^/]+)$/, [], readLabel],
  [/^POST \/labels$/, ['issues', 'pull_requests'], createLabel],
  [/^GET \/issues\/(\d+)\/labels$/, [], listLabels],
  [/^POST \/issues\/(\d+)\/labels$/, ['issues', 'pull_requests'], addLabels],
  [/^DELETE \/issues\/(\d+)\/labels\/([^/]+)$/, ['issues', 'pull_requests'], removeLabel],
];

export function answer(state: GitHubState, asked: Asked): Reply {
  for (const [pattern, permissions, route] of ROUTES) {
    const match = pattern.exec(`${asked.method} ${asked.path}`);
    if (!match) continue;
    const mayWrite = permissions.length === 0 || permissions.some((one) => state.mayWrite.includes(one));
    return mayWrite ? route(state, asked, match.slice(1).map(decodeURIComponent)) : forbidden(permissions);
  }
  return NOT_FOUND;
}

const NOT_FOUND: Reply = { status: 404, body: { message: 'Not Found', status: '404' } };

const forbidden = (permissions: readonly Permission[]): Reply => ({
  status: 403,
  body: { message: 'Resource not accessible by integration', status: '403' },
  headers: { 'x-accepted-github-permissions': permissions.map((one) => `${one}=write`).join('; ') },
});

const invalid = (resource: string, field: string, message: string, code = 'unprocessable'): Reply => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ resource, code, field, message }], status: '422' },
});

const publicComment = ({ id, body, login }: GitHubState['comments'][number]) => ({
  id,
  body,
  user: { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
});

function listComments(state: GitHubState, _: Asked, [issue]: string[]): Reply {
  if (!state.pullRequests.includes(Number(issue))) return NOT_FOUND;
  return { status: 200, body: state.comments.filter((one) => one.issue === Number(issue)).map(publicComment) };
}

function bodyProblem(body: unknown): Reply | undefined {
  if (typeof body !== 'string' || body.trim() === '') return invalid('IssueComment', 'body', "Body can't be blank");
  if ([...body].length <= 65_536) return undefined;
  return invalid('IssueComment', 'data', 'Body is too long (maximum is 65536 characters)');
}

function createComment(state: GitHubState, { body: { body } }: Asked, [issue]: string[]): Reply {
  if (!state.pullRequests.includes(Number(issue))) return NOT_FOUND;
  if (state.isLocked) {
    return { status: 403, body: { message: 'Unable to create comment because issue is locked.', status: '403' } };
  }
  const problem = bodyProblem(body);
  if (problem) return problem;
  const id = Math.max(0, ...state.comments.map((one) => one.id)) + 1;
  const created = { id, issue: Number(issue), login: state.login, body: body as string };
  state.comments.push(created);
  return { status: 201, body: publicComment(created) };
}

function updateComment(state: GitHubState, { body: { body } }: Asked, [id]: string[]): Reply {
  const found = state.comments.find((one) => one.id === Number(id));
  if (!found) return NOT_FOUND;
  if (found.login !== state.login && !state.mayEditOthers) return forbidden(['issues', 'pull_requests']);
  const problem = bodyProblem(body);
  if (problem) return problem;
  found.body = body as string;
  return { status: 200, body: publicComment(found) };
}

function deleteComment(state: GitHubState, _: Asked, [id]: string[]): Reply {
  const found = state.comments.find((one) => one.id === Number(id));
  if (!found) return NOT_FOUND;
  if (found.login !== state.login && !state.mayEditOthers) return forbidden(['issues', 'pull_requests']);
  state.comments = state.comments.filter((one) => one !== found);
  return { status: 204 };
}

function createStatus(state: GitHubState, { body }: Asked, [sha = '']: string[]): Reply {
  if (!state.commits.includes(sha)) {
    return { status: 422, body: { message: `No commit found for SHA: ${sha}`, status: '422' } };
  }
  const { context, description, target_url = null } = body as Record<string, string>;
  if (!['error', 'failure', 'pending', 'success'].includes(String(body.state))) {
    return invalid('Status', 'state', 'State is not included in the list', 'custom');
  }
  if (description && [...description].length > 140) {
    return invalid('Status', 'description', 'description is too long (maximum is 140 characters)', 'custom');
  }
  const status = { sha, context: context ?? 'default', state: String(body.state), description: description ?? '' };
  state.statuses.push({ ...status, target_url });
  return { status: 201, body: status };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function readLabel(state: GitHubState, _: Asked, [name = '']: string[]): Reply {
  const found = state.labels.find((one) => sameName(one.name, name));
  return found ? { status: 200, body: found } : NOT_FOUND;
}

function createLabel(state: GitHubState, { body }: Asked): Reply {
  const { name = '', color = 'ededed', description = '' } = body as Record<string, string>;
  if (state.labels.some((one) => sameName(one.name, name))) {
    return { status: 422, body: { message: 'Validation Failed', errors: [{ code: 'already_exists', field: 'name' }] } };
  }
  if (description.length > 100) return invalid('Label', 'description', 'description is too long', 'custom');
  state.labels.push({ name, color, description });
  return { status: 201, body: { name, color, description } };
}

function listLabels(state: GitHubState, _: Asked, [issue]: string[]): Reply {
  if (!state.pullRequests.includes(Number(issue))) return NOT_FOUND;
  return { status: 200, body: (state.labelled[Number(issue)] ?? []).map((name) => ({ name })) };
}

function addLabels(state: GitHubState, { body }: Asked, [issue]: string[]): Reply {
  const names = body.labels as string[];
  for (const name of names) {
    if (!state.labels.some((one) => sameName(one.name, name))) {
      state.labels.push({ name, color: 'ededed', description: '' }); // as GitHub does
    }
  }
  const labelled = [...new Set([...(state.labelled[Number(issue)] ?? []), ...names])];
  state.labelled[Number(issue)] = labelled;
  return { status: 200, body: labelled.map((name) => ({ name })) };
}

function removeLabel(state: GitHubState, _: Asked, [issue, name = '']: string[]): Reply {
  const labelled = state.labelled[Number(issue)] ?? [];
  const left = labelled.filter((one) => !sameName(one, name));
  if (left.length === labelled.length) {
    return { status: 404, body: { message: 'Label does not exist', status: '404' } };
  }
  state.labelled[Number(issue)] = left;
  return { status: 200, body: left.map((one) => ({ name: one })) };
}
