import type { SignInError } from './cognito';

/** Cognito takes the time that a computer says up to five minutes off: from here on it may be the reason. */
const SKEW_MINUTES = 4;

/** What a refusal at sign-in means, and what to do. @param minutesAhead by how many this computer's clock is wrong */
export function wordsOf({ name, message }: SignInError, minutesAhead: number): string {
  switch (name) {
    case 'NotAuthorizedException':
      return ofNotAuthorized(message, minutesAhead);
    case 'UserNotFoundException': // a client may be set to tell: the page does not
      return wrong(minutesAhead);
    case 'PasswordResetRequiredException':
      return 'Your password has to be set anew. Ask who let you in for an invitation.';
    case 'InvalidPasswordException':
      return `The password is not taken. ${message.replace(/^.*policy: /, '')}.`;
    case 'CodeMismatchException':
    case 'EnableSoftwareTokenMFAException':
      return 'The code is wrong. Type the one that the app shows now.';
    case 'ExpiredCodeException':
      return 'That code was used already. Wait until the app shows the next one.';
    case 'TooManyRequestsException':
    case 'LimitExceededException':
      return 'There were too many attempts. Wait some minutes, then try again.';
    case 'NetworkError':
      return 'Sign-in cannot be reached. Look whether you are connected, then try again.';
    default:
      return `Sign-in failed: ${message} Try again in a moment.`;
  }
}

function ofNotAuthorized(message: string, minutesAhead: number): string {
  if (/attempts exceeded/i.test(message)) return 'There were too many attempts. Wait some minutes, then try again.';
  if (/disabled/i.test(message)) return 'Your access is disabled. Ask who let you in.';
  if (/temporary password/i.test(message))
    return 'The temporary password has expired. Ask who let you in for a new invitation.';
  if (/invalid session/i.test(message)) return 'That took too long. Sign in from the beginning.';
  if (/incorrect/i.test(message)) return wrong(minutesAhead);
  return `Sign-in was refused: ${message}`;
}

/** Never which of both. */
function wrong(minutesAhead: number): string {
  const words = 'The e-mail address or the password is wrong.';
  if (Math.abs(minutesAhead) < SKEW_MINUTES) return words;
  const minutes = Math.abs(minutesAhead);
  const side = minutesAhead > 0 ? 'fast' : 'slow';
  return `${words} It may be this computer's clock: it is ${minutes} minutes ${side}. Set it right, then try again.`;
}

/** Why somebody who was signed in is so no more, by Cognito's words at a refresh. */
export function endingOf({ message }: SignInError): string {
  if (/disabled/i.test(message)) return 'Your access was disabled. Ask who let you in.';
  if (/does not exist/i.test(message)) return 'Your access was removed. Ask who let you in.';
  if (/revoked/i.test(message))
    return 'You were signed out: here or elsewhere, somebody has ended all your sign-ins. If it was not you, change your password.';
  return 'You were signed in for long enough. Sign in again.';
}
