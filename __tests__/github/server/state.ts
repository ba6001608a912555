/** What the local GitHub remembers. Tests set it up, look at it, and change what it permits. */
export interface GitHubState {
  /** `owner/name`; requests for an earlier name are redirected. */
  repository: string;
  earlierNames: string[];
  pullRequests: number[];
  commits: string[];
  token: string;
  /** Whom the token writes as. */
  login: string;
  /** Of the token; without one it may only read. */
  mayWrite: Permission[];
  /** Whether it may change the comments of others, as GitHub lets whoever may write to the repository. */
  mayEditOthers: boolean;
  isLocked: boolean;
  comments: Comment[];
  statuses: Status[];
  /** Of the repository. */
  labels: { name: string; color: string; description: string }[];
  /** By pull request. */
  labelled: Record<number, string[]>;
}

export type Permission = 'issues' | 'pull_requests' | 'statuses';

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly login: string;
  body: string;
}

export interface Status {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly target_url: string | null;
}

export const SHA = 'c0ffee'.padEnd(40, '0');

/** Pull request 7 of acme/trinity, empty, and a workflow's token that may post. */
export const emptyState = (): GitHubState => ({
  repository: 'acme/trinity',
  earlierNames: ['acme/old-name'],
  pullRequests: [7],
  commits: [SHA],
  token: 'ghs_localTokenOfTheTests',
  login: 'github-actions[bot]',
  mayWrite: ['issues', 'pull_requests', 'statuses'],
  mayEditOthers: true,
  isLocked: false,
  comments: [],
  statuses: [],
  labels: [],
  labelled: {},
});
