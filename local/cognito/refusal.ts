/** What Cognito answers to who asks for what it does not do: `name` is AWS's code. */
export class CognitoRefusal extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

export const notAuthorized = (message: string): CognitoRefusal => new CognitoRefusal('NotAuthorizedException', message);

/** Of who is not known, and of who says a wrong password: nobody learns which. */
export const wrongPassword = (): CognitoRefusal => notAuthorized('Incorrect username or password.');

export const invalid = (message: string): CognitoRefusal => new CognitoRefusal('InvalidParameterException', message);

export const noUser = (): CognitoRefusal => new CognitoRefusal('UserNotFoundException', 'User does not exist.');
