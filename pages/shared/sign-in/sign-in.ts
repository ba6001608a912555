import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { askCognito, SignInError } from './cognito';

/** Where people sign in. */
export interface SignInPlace {
  /** `eu-west-1_Ab1Cd2Ef3`: the region stands before `_`. */
  readonly userPoolId: string;
  readonly clientId: string;
  /** Of Cognito. Default: that of the pool's region, `https://cognito-idp.<region>.amazonaws.com/` */
  readonly cognito?: string;
}

/** Where what brings new tokens outlives a reload. */
export interface Kept {
  /** @returns undefined where there is none */
  read(): string | undefined;
  write(refreshToken: string): void;
  forget(): void;
}

/** What is asked next. */
export type Step =
  | { readonly asks: 'NOTHING' }
  | { readonly asks: 'NEW_PASSWORD' }
  /** A code of an app that is set up. */
  | { readonly asks: 'CODE' }
  /** A code of an app that gets this secret. */
  | { readonly asks: 'APP'; readonly secret: string };

/** What a page knows of who is signed in. */
export interface Claims {
  readonly sub: string;
  readonly email?: string;
  readonly [name: string]: unknown;
}

type Callbacks = Parameters<CognitoUser['authenticateUser']>[1];

interface Tokens {
  readonly id: string;
  readonly access: string;
  /** Brings new ones. */
  readonly refresh: string;
}

/**
 * Somebody who signs in by Cognito, by SRP as Amazon's own client has it: the password stays here. Tokens are in memory, but for the one
 * that brings others.
 */
export class SignIn {
  private readonly endpoint: string;
  private user: CognitoUser | undefined;
  private tokens: Tokens | undefined;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly place: SignInPlace,
    private readonly kept: Kept,
  ) {
    this.endpoint = place.cognito ?? `https://cognito-idp.${place.userPoolId.split('_')[0]}.amazonaws.com/`;
  }

  /** @throws SignInError */
  begin(email: string, password: string): Promise<Step> {
    const { userPoolId: UserPoolId, clientId: ClientId } = this.place;
    const Storage = new Memory();
    const Pool = new CognitoUserPool({ UserPoolId, ClientId, Storage, endpoint: this.endpoint });
    const user = (this.user = new CognitoUser({ Username: email, Pool, Storage }));
    const details = new AuthenticationDetails({ Username: email, Password: password });
    return this.next((told) => user.authenticateUser(details, told));
  }

  /** After NEW_PASSWORD. @throws SignInError */
  setPassword(password: string): Promise<Step> {
    return this.next((told) => this.begun.completeNewPasswordChallenge(password, {}, told));
  }

  /** After CODE. @throws SignInError */
  sayCode(code: string): Promise<Step> {
    return this.next((told) => this.begun.sendMFACode(code, told, 'SOFTWARE_TOKEN_MFA'));
  }

  /** After APP. @throws SignInError */
  setUpApp(code: string): Promise<Step> {
    return this.next((told) => this.begun.verifySoftwareToken(code, 'app', told));
  }

  /** Signs in who was before the page was loaded anew. @returns whether there was somebody @throws SignInError */
  async comeBack(): Promise<boolean> {
    const kept = this.kept.read();
    if (kept === undefined) return false;
    await this.refreshBy(kept);
    return true;
  }

  /** New tokens; asked for by many at once, once. @throws SignInError; if it is final, nobody is signed in any more */
  refresh(): Promise<void> {
    return (this.refreshing ??= this.refreshBy(this.signedIn.refresh).finally(() => (this.refreshing = undefined)));
  }

  /** Goes into `Authorization`: its claims say whose businesses somebody manages. @throws SignInError where nobody is in */
  get token(): string {
    return this.signedIn.id;
  }

  /** @throws SignInError where nobody is in */
  get claims(): Claims {
    return claimsIn(this.token);
  }

  /** Here. Cognito is told, so that what brings new tokens is worth nothing. @throws SignInError where it could not be told */
  async signOut(): Promise<void> {
    const { refresh: Token } = this.signedIn;
    this.forget();
    await askCognito(this.endpoint, 'RevokeToken', { ClientId: this.place.clientId, Token });
  }

  /** Ends all sign-ins of this person. @throws SignInError; if it is not final, they are as they were */
  async signOutEverywhere(): Promise<void> {
    await this.refresh(); // Cognito takes no access token that has expired
    await askCognito(this.endpoint, 'GlobalSignOut', { AccessToken: this.signedIn.access });
    this.forget();
  }

  /** In whose name a sign-in has begun. */
  private get begun(): CognitoUser {
    if (!this.user) throw new Error('No sign-in has begun.');
    return this.user;
  }

  private get signedIn(): Tokens {
    if (!this.tokens) throw new SignInError('NotAuthorizedException', 'Nobody is signed in.');
    return this.tokens;
  }

  private next(ask: (told: Callbacks) => void): Promise<Step> {
    return new Promise((resolve, reject) => {
      const onFailure = (error: Error & { readonly code?: string }): void =>
        reject(new SignInError(error.code ?? error.name, error.message));
      ask({
        onSuccess: (session) => {
          this.take(session);
          resolve({ asks: 'NOTHING' });
        },
        onFailure,
        newPasswordRequired: () => resolve({ asks: 'NEW_PASSWORD' }),
        totpRequired: () => resolve({ asks: 'CODE' }),
        mfaSetup: () =>
          this.begun.associateSoftwareToken({
            associateSecretCode: (secret) => resolve({ asks: 'APP', secret }),
            onFailure,
          }),
      });
    });
  }

  private take(session: CognitoUserSession): void {
    this.user = undefined; // Amazon's client keeps the tokens, too
    this.keep({
      id: session.getIdToken().getJwtToken(),
      access: session.getAccessToken().getJwtToken(),
      refresh: session.getRefreshToken().getToken(),
    });
  }

  private async refreshBy(refreshToken: string): Promise<void> {
    const AuthParameters = { REFRESH_TOKEN: refreshToken };
    try {
      const { AuthenticationResult: brought } = await askCognito<{
        AuthenticationResult: { IdToken: string; AccessToken: string; RefreshToken?: string };
      }>(this.endpoint, 'InitiateAuth', {
        ...{ ClientId: this.place.clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters },
      });
      this.keep({ id: brought.IdToken, access: brought.AccessToken, refresh: brought.RefreshToken ?? refreshToken });
    } catch (error) {
      if (error instanceof SignInError && error.isFinal) this.forget();
      throw error;
    }
  }

  private keep(tokens: Tokens): void {
    this.tokens = tokens;
    this.kept.write(tokens.refresh);
  }

  private forget(): void {
    this.tokens = undefined;
    this.kept.forget();
  }
}

/** What a token says; its signature is AppSync's to judge. */
function claimsIn(token: string): Claims {
  const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

/** Where Amazon's client puts tokens: nowhere else. */
class Memory {
  private readonly all = new Map<string, string>();
  readonly getItem = (name: string): string | null => this.all.get(name) ?? null;
  readonly setItem = (name: string, value: string): void => void this.all.set(name, value);
  readonly removeItem = (name: string): void => void this.all.delete(name);
  readonly clear = (): void => this.all.clear();
}
