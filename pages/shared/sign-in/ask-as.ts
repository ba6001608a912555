import { complain } from '../../../browser/complain';
import { ApiError, ask } from '../ask';
import type { SignIn } from './sign-in';

/**
 * Asks AppSync in the name of who has signed in: with a new token, once, where AppSync takes the old one no more. Its clock counts, not this
 * computer's.
 *
 * @throws ApiError, or SignInError where there is no new token
 */
export async function askAs<T>(signIn: SignIn, endpoint: string, query: string, variables?: object): Promise<T> {
  const once = (): Promise<T> => ask<T>({ endpoint, headers: { authorization: signIn.token } }, query, variables);
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof ApiError && error.isTokenRefused)) throw error;
    complain('AppSync', error.message);
    await signIn.refresh();
    return once();
  }
}
