import { SignInError } from '../../../pages/shared/sign-in/cognito';
import { endingOf, wordsOf } from '../../../pages/shared/sign-in/words';

const refused = (message: string, name = 'NotAuthorizedException') => new SignInError(name, message);
const WRONG = 'The e-mail address or the password is wrong.';

test.each([
  [refused('Incorrect username or password.'), WRONG],
  [refused('User does not exist.', 'UserNotFoundException'), WRONG],
  [refused('Password attempts exceeded'), 'There were too many attempts. Wait some minutes, then try again.'],
  [refused('Attempt limit exceeded', 'LimitExceededException'), 'There were too many attempts.'],
  [refused('User is disabled.'), 'Your access is disabled. Ask who let you in.'],
  [
    refused('Temporary password has expired and must be reset by an administrator.'),
    'The temporary password has expired. Ask who let you in for a new invitation.',
  ],
  [refused('Invalid session for the user, session is expired.'), 'That took too long. Sign in from the beginning.'],
  [
    refused('Password did not conform with policy: Password must have numeric characters', 'InvalidPasswordException'),
    'The password is not taken. Password must have numeric characters.',
  ],
  [refused('Code mismatch', 'EnableSoftwareTokenMFAException'), 'The code is wrong.'],
  [refused('…', 'NetworkError'), 'Sign-in cannot be reached.'],
  [refused('Something new.', 'InternalErrorException'), 'Sign-in failed: Something new. Try again in a moment.'],
])('%s', (error, words) => expect(wordsOf(error, 0)).toContain(words));

test('a clock is named where it may be the reason, and only there', () => {
  const error = refused('Incorrect username or password.');
  expect(wordsOf(error, 3)).toBe(WRONG);
  expect(wordsOf(error, 7)).toContain('it is 7 minutes fast');
  expect(wordsOf(error, -7)).toContain('it is 7 minutes slow');
  expect(wordsOf(refused('User is disabled.'), 7)).not.toContain('clock');
});

test.each([
  ['Refresh Token has been revoked', 'You were signed out'],
  ['User is disabled.', 'Your access was disabled.'],
  ['User does not exist.', 'Your access was removed.'],
  ['Refresh Token has expired', 'You were signed in for long enough. Sign in again.'],
  ['Invalid Refresh Token', 'Sign in again.'],
])('%s ends it: %s', (message, words) => expect(endingOf(refused(message))).toContain(words));

test.each([
  ['NotAuthorizedException', true],
  ['UserNotFoundException', true],
  ['ResourceNotFoundException', true],
  ['TooManyRequestsException', false],
  ['LimitExceededException', false],
  ['InternalErrorException', false],
  ['NetworkError', false],
  ['NoAnswer', false],
])('%s is final: %s', (name, isFinal) => expect(refused('…', name).isFinal).toBe(isFinal));
