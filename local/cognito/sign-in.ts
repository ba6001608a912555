import { createHmac, randomBytes } from 'node:crypto';
import { own } from '../../keys/own';
import { checkWritable, listOf, missingOf } from './attributes';
import type { Asks, Challenge, Member } from './members';
import { checkPassword } from './passwords';
import type { Pool } from './pool';
import { CognitoRefusal, invalid, notAuthorized, noUser, wrongPassword } from './refusal';
import type { ClientSettings } from './settings';
import { begin, hasSigned, isPassword, type Verifier, verifierOf } from './srp';
import { open, refresh, type Tokens } from './tokens';
import { associate, verify } from './software-token';

/** What Cognito answers: tokens, or what it asks next. */
export type Answered =
  | { readonly AuthenticationResult: Tokens; readonly ChallengeParameters: object }
  | { readonly ChallengeName: string; readonly ChallengeParameters: object; readonly Session?: string };

type Parameters = Readonly<Record<string, string>>;

/** "The session is valid for three minutes" unless a client says otherwise. */
const CHALLENGE_MS = 180_000;
const SKEW_MS = 300_000;

/** What a client has to allow for each flow: of an app, and of who has AWS credentials. */
const COMMON = {
  USER_SRP_AUTH: 'ALLOW_USER_SRP_AUTH',
  REFRESH_TOKEN_AUTH: 'ALLOW_REFRESH_TOKEN_AUTH',
  REFRESH_TOKEN: 'ALLOW_REFRESH_TOKEN_AUTH',
} as const;
const FLOWS = {
  member: { ...COMMON, USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH' },
  administrator: {
    ...COMMON,
    ADMIN_USER_PASSWORD_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  },
} as const;

/** In front of an attribute's name, in the parameters of a challenge. */
const ATTRIBUTE = 'userAttributes.';

/** What is made up of somebody who is not there is the same each time, and nobody foresees it. */
const MADE_UP = randomBytes(32);

/** A client of a pool, through which members sign in. */
export class SignIn {
  constructor(
    private readonly pool: Pool,
    private readonly client: ClientSettings,
  ) {}

  /** @throws CognitoRefusal */
  initiate(by: keyof typeof FLOWS, flow: string, parameters: Parameters): Answered {
    const allowed = own<string>(FLOWS[by], flow);
    const known = Object.keys(FLOWS[by]).join(', ');
    if (allowed === undefined) throw invalid(`Initiate Auth method not supported: ${flow}. Here are ${known}.`);
    if (!this.client.flows.includes(allowed)) throw invalid(`${flow} flow not enabled for this client`);
    if (flow === 'USER_SRP_AUTH') return this.askForProof(need(parameters, 'USERNAME'), need(parameters, 'SRP_A'));
    if (allowed !== COMMON.REFRESH_TOKEN_AUTH)
      return this.passed(this.byPassword(need(parameters, 'USERNAME'), need(parameters, 'PASSWORD')));
    return {
      AuthenticationResult: refresh(this.pool, this.client, need(parameters, 'REFRESH_TOKEN')),
      ChallengeParameters: {},
    };
  }

  /** @throws CognitoRefusal */
  respond(name: string, session: string | undefined, responses: Parameters): Answered {
    const said = this.pool.members.tryFind(this.pool.settings, need(responses, 'USERNAME'));
    if (name === 'PASSWORD_VERIFIER') return this.passed(this.byProof(said, responses));
    const { asks, member } = this.challenge(session, name);
    if (said !== member) throw notAuthorized('Invalid session for the user.');
    if (asks === 'NEW_PASSWORD_REQUIRED') this.setPassword(member, responses);
    if (asks === 'SOFTWARE_TOKEN_MFA') this.judgeCode(member, need(responses, 'SOFTWARE_TOKEN_MFA_CODE'));
    if (asks === 'MFA_SETUP' && !member.totp) throw invalid('Software Token MFA has not been verified.');
    this.pool.members.challenges.delete(session!);
    return asks === 'NEW_PASSWORD_REQUIRED' ? this.afterPassword(member) : this.signedIn(member);
  }

  /** A secret for an app. @returns a session in place of the one that was @throws CognitoRefusal */
  associate(session: string) {
    const { member } = this.challenge(session, 'MFA_SETUP');
    return { SecretCode: associate(this.pool, member), Session: this.goOn(session, 'MFA_SETUP', member) };
  }

  /** @throws CognitoRefusal for a wrong code; then the session goes on */
  verify(session: string, code: string) {
    const { member } = this.challenge(session, 'MFA_SETUP');
    verify(this.pool, member, code);
    member.wantsTotp = true;
    return { Status: 'SUCCESS', Session: this.goOn(session, 'MFA_SETUP', member) };
  }

  private askForProof(username: string, clientPublic: string): Answered {
    const { members } = this.pool;
    const member = this.tryFind(username);
    const attempt = begin(member?.verifier ?? this.madeUp(username), clientPublic);
    if (!attempt) throw invalid('SRP_A is no public value of the group.');
    const secretBlock = randomBytes(512).toString('base64');
    members.forgetEnded();
    members.proofs.set(secretBlock, { member, attempt, ...this.limits() });
    const { userId, salt } = attempt.verifier;
    return {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        ...{ SALT: salt.toString(16), SECRET_BLOCK: secretBlock, SRP_B: attempt.serverPublic.toString(16) },
        ...{ USERNAME: userId, USER_ID_FOR_SRP: userId },
      },
    };
  }

  /** Each proof is judged once. */
  private byProof(said: Member | undefined, responses: Parameters): Member {
    const { members, settings, now } = this.pool;
    const secretBlock = need(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
    const timestamp = need(responses, 'TIMESTAMP');
    const signature = need(responses, 'PASSWORD_CLAIM_SIGNATURE');
    const proof = members.proofs.get(secretBlock);
    members.proofs.delete(secretBlock);
    const isInTime = Math.abs(timeOf(timestamp) - now()) <= SKEW_MS;
    if (proof?.clientId !== this.client.id || proof.until <= now() || said !== proof.member || !isInTime)
      throw wrongPassword();
    const { member, attempt } = proof;
    return this.judge(member, (verifier) =>
      verifier === attempt.verifier ? hasSigned(settings.id, attempt, secretBlock, timestamp, signature) : false,
    );
  }

  private byPassword(username: string, password: string): Member {
    const member = this.tryFind(username);
    const isRight = (verifier: Verifier) => isPassword(this.pool.settings.id, verifier, password);
    if (!member) isRight(this.madeUp(username)); // it takes as long as for somebody who is there
    return this.judge(member, isRight);
  }

  private judge(member: Member | undefined, isRight: (verifier: Verifier) => boolean): Member {
    if (!member) throw wrongPassword();
    const { status, verifier } = member;
    if (status === 'RESET_REQUIRED')
      throw new CognitoRefusal('PasswordResetRequiredException', 'Password reset required for the user');
    this.pool.members.judge(member, () => verifier !== undefined && isRight(verifier));
    return member;
  }

  /** With the right password. */
  private passed(member: Member): Answered {
    this.requireEnabled(member);
    if (member.status !== 'FORCE_CHANGE_PASSWORD') return this.afterPassword(member);
    if ((member.temporaryUntil ?? Infinity) <= this.pool.now())
      throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
    const known = listOf(member.attributes).filter(({ Name }) => Name !== 'sub');
    const required = missingOf(this.pool.settings, member.attributes).map((name) => `${ATTRIBUTE}${name}`);
    return this.ask('NEW_PASSWORD_REQUIRED', member, {
      requiredAttributes: JSON.stringify(required),
      userAttributes: JSON.stringify(Object.fromEntries(known.map(({ Name, Value }) => [Name, Value]))),
    });
  }

  private setPassword(member: Member, responses: Parameters): void {
    const { members, settings } = this.pool;
    const password = need(responses, 'NEW_PASSWORD');
    checkPassword(settings, password);
    const attributes = Object.entries(responses)
      .filter(([name]) => name.startsWith(ATTRIBUTE))
      .map(([name, Value]) => ({ Name: name.slice(ATTRIBUTE.length), Value }));
    checkWritable(this.client, attributes);
    const all = new Map([...member.attributes, ...attributes.map(({ Name, Value }) => [Name, Value] as const)]);
    const missing = missingOf(settings, all);
    if (missing.length > 0) throw invalid(`Invalid user attributes: ${missing.join(', ')}: The attribute is required`);
    members.write(settings, member, attributes);
    members.setPassword(settings, member, password, false);
  }

  /** The second factor, where there is to be one. */
  private afterPassword(member: Member): Answered {
    const { mfa, hasSoftwareToken } = this.pool.settings;
    if (mfa !== 'OFF' && member.totp && (mfa === 'ON' || member.wantsTotp))
      return this.ask('SOFTWARE_TOKEN_MFA', member, {});
    if (mfa !== 'ON') return this.signedIn(member);
    if (!hasSoftwareToken) throw invalid('MFA is ON, and codes of an app are not enabled: no other ones run here.');
    return this.ask('MFA_SETUP', member, { MFAS_CAN_SETUP: JSON.stringify(['SOFTWARE_TOKEN_MFA']) });
  }

  private judgeCode(member: Member, code: string): void {
    if (!member.totp)
      throw new CognitoRefusal('SoftwareTokenMFANotFoundException', 'Software Token MFA does not exist for the user.');
    this.pool.members.judgeTotp(
      member,
      code,
      () => new CognitoRefusal('CodeMismatchException', 'Invalid code received for user'),
    );
  }

  private signedIn(member: Member): Answered {
    return { AuthenticationResult: open(this.pool, this.client, member), ChallengeParameters: {} };
  }

  private ask(asks: Asks, member: Member, parameters: object): Answered {
    const ChallengeParameters = { USER_ID_FOR_SRP: member.username, ...parameters };
    return { ChallengeName: asks, ChallengeParameters, Session: this.begin(asks, member) };
  }

  private begin(asks: Asks, member: Member): string {
    const session = randomBytes(96).toString('base64url');
    this.pool.members.forgetEnded();
    this.pool.members.challenges.set(session, { asks, member, ...this.limits() });
    return session;
  }

  private goOn(session: string, asks: Asks, member: Member): string {
    this.pool.members.challenges.delete(session);
    return this.begin(asks, member);
  }

  private limits() {
    return { clientId: this.client.id, until: this.pool.now() + CHALLENGE_MS };
  }

  /** @throws CognitoRefusal where it was used, is another's, is over, or its member may not go on */
  private challenge(session: string | undefined, asks: string): Challenge {
    if (session === undefined) throw invalid('Missing required parameter Session');
    const { members, now } = this.pool;
    const found = members.challenges.get(session);
    if (!found) throw notAuthorized('Invalid session for the user, session can only be used once.');
    if (found.asks !== asks || found.clientId !== this.client.id) throw notAuthorized('Invalid session for the user.');
    if (found.until <= now()) throw notAuthorized('Invalid session for the user, session is expired.');
    this.requireEnabled(found.member);
    return found;
  }

  private requireEnabled(member: Member): void {
    if (!this.pool.members.isThere(member)) throw noUser();
    if (!member.isEnabled) throw notAuthorized('User is disabled.');
  }

  /** @throws CognitoRefusal where the client tells who is not there */
  private tryFind(username: string): Member | undefined {
    const { members, settings } = this.pool;
    const found = members.tryFind(settings, username);
    if (!found && !this.client.hidesWhoExists) throw noUser();
    return found;
  }

  /** Of somebody who is not there: no password opens it, and it looks as any other. */
  private madeUp(username: string): Verifier {
    const { id, usernameAttributes } = this.pool.settings;
    const digest = (what: string) => createHmac('sha256', MADE_UP).update(`${what} ${id} ${username}`).digest('hex');
    const userId =
      usernameAttributes.length > 0
        ? digest('id').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
        : username;
    return verifierOf(id, userId, digest('password'), BigInt(`0x${digest('salt').slice(0, 32)}`));
  }
}

/** A parameter of a flow. @throws CognitoRefusal when it is missing */
function need(parameters: Parameters, name: string): string {
  const value = own(parameters, name);
  if (value === undefined || value === '') throw invalid(`Missing required parameter ${name}`);
  return value;
}

const TIMESTAMP = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) UTC (\d{4})$/;

/** Epoch milliseconds. @throws CognitoRefusal */
function timeOf(timestamp: string): number {
  const [, month, day, time, year] = TIMESTAMP.exec(timestamp) ?? [];
  const at = Date.parse(`${day} ${month} ${year} ${time} UTC`);
  if (Number.isNaN(at)) throw invalid('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  return at;
}
