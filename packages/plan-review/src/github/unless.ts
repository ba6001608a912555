import { GitHubError } from './error';

/** @returns false when GitHub refused it with one of these statuses, which is as good */
export async function unless(statuses: readonly number[], request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.status !== undefined && statuses.includes(error.status)) return false;
    throw error;
  }
}
