import { complain } from '../../../browser/complain';

/** What Cognito says in place of tokens, in its own words. */
export class SignInError extends Error {
  /** @param name Cognito's: `NotAuthorizedException`; of what is not Cognito's, another */
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }

  /** Whether Cognito has refused, and would again: not that it cannot be reached, fails, or is asked too often. */
  get isFinal(): boolean {
    return this.name.endsWith('Exception') && !PASSING.includes(this.name);
  }
}

/** For whoever looks for the reason. */
export const complainOf = ({ name, message }: SignInError): void => complain('Cognito', `${name}: ${message}`);

const PASSING = ['InternalErrorException', 'TooManyRequestsException', 'LimitExceededException'];

/** Milliseconds after which a request counts as lost. */
const PATIENCE = 15_000;

/** Asks Cognito, once: Amazon's client for browsers asks for new tokens six times, also of who was refused. @throws SignInError */
export async function askCognito<T>(endpoint: string, operation: string, input: object): Promise<T> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => undefined);
  if (!answer) throw new SignInError('NetworkError', 'Cognito cannot be reached.');
  const body = (await answer.json().catch(() => ({}))) as { readonly __type?: string; readonly message?: string };
  if (answer.ok) return body as T;
  const name = body.__type?.split('#').pop() ?? 'NoAnswer';
  throw new SignInError(name, body.message ?? `Cognito answered with ${answer.status}.`);
}
