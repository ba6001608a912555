import { ApiError } from '../../shared/ask';
import { askAs } from '../../shared/sign-in/ask-as';
import { complainOf, SignInError } from '../../shared/sign-in/cognito';
import type { SignIn } from '../../shared/sign-in/sign-in';
import type { WayIn } from '../room/way-in';

/** Milliseconds before its end at which a token is not begun with any more. */
const NEARLY = 60_000;

/**
 * By the token of who has signed in.
 *
 * @param endpoint URL to which GraphQL is posted
 * @param onOut told when Cognito brings no new token, and would not again: what is asked meanwhile fails as if the API could not be reached,
 *   so that what a member has said is kept
 */
export function bySignIn(endpoint: string, signIn: SignIn, onOut: (error: SignInError) => void): WayIn {
  const asApi = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      complainOf(error);
      if (error.isFinal) onOut(error);
      throw new ApiError(error.isFinal ? 'You have to sign in again.' : 'Sign-in cannot be reached.');
    }
  };
  return {
    get memberId() {
      return signIn.claims.sub;
    },
    ask: (query, variables) => asApi(() => askAs(signIn, endpoint, query, variables)),
    authorization: () =>
      asApi(async () => {
        if (Number(signIn.claims['exp']) * 1000 - Date.now() < NEARLY) await signIn.refresh();
        return { Authorization: signIn.token };
      }),
  };
}
