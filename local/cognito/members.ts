import { randomUUID } from 'node:crypto';
import { type Attribute, checkAttributes } from './attributes';
import { CognitoRefusal, invalid, notAuthorized, noUser, wrongPassword } from './refusal';
import type { PoolSettings } from './settings';
import { type Attempt, verifierOf, type Verifier } from './srp';
import { stepOf } from './totp';

export type Status = 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED';

/** A code that was sent. */
interface SentCode {
  readonly digits: string;
  readonly until: number;
  tries: number;
}

/** Somebody in a pool. Of the password there is no more than what judges one. */
export interface Member {
  readonly username: string;
  readonly sub: string;
  readonly attributes: Map<string, string>;
  readonly groups: Set<string>;
  readonly created: number;
  modified: number;
  isEnabled: boolean;
  status: Status;
  verifier: Verifier | undefined;
  /** Epoch milliseconds at which a temporary password ends. */
  temporaryUntil: number | undefined;
  /** Of an app whose code was right once. */
  totp: { readonly secret: string; step: number } | undefined;
  /** Of an app that has not shown a code yet. */
  newSecret: string | undefined;
  /** Whether the app is asked for where the pool leaves it to its members. */
  wantsTotp: boolean;
  failures: { count: number; at: number };
  /** By what they are for: `password`, or the attribute that is to be verified. */
  readonly codes: Map<string, SentCode>;
}

/** A sign-in that has begun: who has to show that they know the password. Nobody knows one of who is not there. */
export interface Proof {
  readonly member: Member | undefined;
  readonly attempt: Attempt;
  readonly clientId: string;
  readonly until: number;
}

/** What is still asked, when the password was right. */
export type Asks = 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP';
export interface Challenge {
  readonly asks: Asks;
  readonly member: Member;
  readonly clientId: string;
  readonly until: number;
}

/** What began with one sign-in: a refresh token, and all tokens that it brings. */
export interface Session {
  readonly id: string;
  readonly member: Member;
  readonly clientId: string;
  /** Epoch seconds. */
  readonly signedInAt: number;
  /** Epoch milliseconds. */
  readonly until: number;
  isRevoked: boolean;
}

/** "After five unsuccessful attempts, a lockout of one second, which doubles up to about 15 minutes". */
const FREE_ATTEMPTS = 5;
const LONGEST_LOCK_MS = 900_000;
const DAY_MS = 86_400_000;
const CODE_MS = 3_600_000;
const CODE_TRIES = 5;
const KEPT_MS = 3_600_000;

/** Members of one pool, and how far each has got in signing in. */
export class Members {
  readonly all = new Map<string, Member>();
  /** By SECRET_BLOCK. */
  readonly proofs = new Map<string, Proof>();
  /** By Session. */
  readonly challenges = new Map<string, Challenge>();
  /** By refresh token. */
  readonly sessions = new Map<string, Session>();

  constructor(private readonly now: () => number) {}

  /** @param name what is said at sign-in: the username, or an attribute that stands for it */
  tryFind(pool: PoolSettings, name: string): Member | undefined {
    return this.all.get(this.fold(pool, name)) ?? this.byAlias(pool, name);
  }

  /** @throws CognitoRefusal */
  find(pool: PoolSettings, name: string): Member {
    const found = this.tryFind(pool, name);
    if (!found) throw noUser();
    return found;
  }

  /** Who has it as an attribute by which the pool signs in. */
  private byAlias(pool: PoolSettings, name: string): Member | undefined {
    return [...this.all.values()].find((member) =>
      aliasesOf(pool, member.attributes).some((alias) => this.fold(pool, alias) === this.fold(pool, name)),
    );
  }

  /** @throws CognitoRefusal when an address that stands for a username would be of two */
  requireAliasFree(pool: PoolSettings, attributes: ReadonlyMap<string, string>, member?: Member): void {
    for (const alias of aliasesOf(pool, attributes)) {
      const other = this.tryFind(pool, alias);
      if (!other || other === member) continue;
      if (!member && pool.usernameAttributes.length > 0)
        throw new CognitoRefusal('UsernameExistsException', 'User account already exists');
      const kind = attributes.get('email') === alias ? 'email' : 'phone_number';
      throw new CognitoRefusal('AliasExistsException', `An account with the given ${kind} already exists.`);
    }
  }

  /** @param name its username, or the address that stands for one @throws CognitoRefusal */
  create(pool: PoolSettings, name: string, given: readonly Attribute[]): Member {
    const address = pool.usernameAttributes.find((one) => isAddress(one, name));
    if (pool.usernameAttributes.length > 0 && address === undefined)
      throw invalid(`Username should be either ${pool.usernameAttributes.join(' or ')}.`);
    if (pool.aliasAttributes.some((one) => isAddress(one, name)))
      throw invalid(
        'Username cannot be of email or phone format, since the user pool is configured for such an alias.',
      );
    const sub = randomUUID();
    const username = address === undefined ? this.fold(pool, name) : sub;
    const attributes = [...(address === undefined ? [] : [{ Name: address, Value: name }]), ...given];
    checkAttributes(pool, attributes, true);
    this.requireAliasFree(pool, new Map(attributes.map(({ Name, Value }) => [Name, Value])));
    const member: Member = {
      ...{ username, sub, groups: new Set(), created: this.now(), modified: this.now() },
      attributes: new Map([['sub', sub], ...attributes.map(({ Name, Value }) => [Name, Value] as const)]),
      ...{ isEnabled: true, status: 'FORCE_CHANGE_PASSWORD', verifier: undefined, temporaryUntil: undefined },
      ...{ totp: undefined, newSecret: undefined, wantsTotp: false },
      ...{ failures: { count: 0, at: 0 }, codes: new Map() },
    };
    this.all.set(username, member);
    return member;
  }

  /** All of them, or none. @throws CognitoRefusal for what the schema does not take */
  write(pool: PoolSettings, member: Member, attributes: readonly Attribute[]): void {
    checkAttributes(pool, attributes, false);
    const next = new Map([...member.attributes, ...attributes.map(({ Name, Value }) => [Name, Value] as const)]);
    this.requireAliasFree(pool, next, member);
    for (const { Name, Value } of attributes) member.attributes.set(Name, Value);
    member.modified = this.now();
  }

  setPassword(pool: PoolSettings, member: Member, password: string, isTemporary: boolean): void {
    const days = pool.password.TemporaryPasswordValidityDays;
    member.verifier = verifierOf(pool.id, member.username, password);
    member.status = isTemporary ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED';
    member.temporaryUntil = isTemporary ? this.now() + days * DAY_MS : undefined;
    member.modified = this.now();
    member.codes.delete('password');
  }

  /**
   * Judges a password or a code, and holds who is wrong too often off. An attempt meanwhile counts for nothing.
   *
   * @throws CognitoRefusal `wrong`, or that there were too many
   */
  judge(member: Member, isRight: () => boolean, wrong: () => CognitoRefusal = wrongPassword): void {
    const { failures } = member;
    const now = this.now();
    if (now - failures.at > LONGEST_LOCK_MS) failures.count = 0;
    const over = failures.count - FREE_ATTEMPTS;
    if (over >= 0 && now < failures.at + Math.min(1000 * 2 ** over, LONGEST_LOCK_MS))
      throw notAuthorized('Password attempts exceeded');
    if (isRight()) {
      failures.count = 0;
      return;
    }
    failures.count += 1;
    failures.at = now;
    throw wrong();
  }

  /** A code counts once, and none counts that is older. @throws CognitoRefusal */
  judgeTotp(member: Member, code: string, wrong: () => CognitoRefusal): void {
    const { totp } = member;
    const step = totp && stepOf(totp.secret, code, this.now());
    if (totp && step !== undefined && step <= totp.step)
      throw new CognitoRefusal('ExpiredCodeException', 'Your software token has already been used once.');
    this.judge(member, () => step !== undefined, wrong);
    totp!.step = step!;
  }

  sendCode(member: Member, purpose: string, digits: string): void {
    member.codes.set(purpose, { digits, until: this.now() + CODE_MS, tries: 0 });
  }

  /** @throws CognitoRefusal */
  judgeCode(member: Member, purpose: string, digits: string): void {
    const sent = member.codes.get(purpose);
    if (!sent || sent.until <= this.now())
      throw new CognitoRefusal('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    if (sent.tries >= CODE_TRIES)
      throw new CognitoRefusal('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
    if (sent.digits !== digits) {
      sent.tries += 1;
      throw wrongCode();
    }
    member.codes.delete(purpose);
  }

  /** Ends all that began with sign-ins so far. */
  signOut(member: Member): void {
    for (const session of this.sessions.values()) if (session.member === member) session.isRevoked = true;
  }

  remove(member: Member): void {
    this.signOut(member);
    this.all.delete(member.username);
  }

  isThere(member: Member): boolean {
    return this.all.get(member.username) === member;
  }

  /** Keeps nothing that has long ended; of what has just ended, it is told. */
  forgetEnded(): void {
    for (const kept of [this.proofs, this.challenges, this.sessions]) {
      for (const [key, { until }] of kept) if (until + KEPT_MS <= this.now()) kept.delete(key);
    }
  }

  private fold({ isCaseSensitive }: PoolSettings, name: string): string {
    return isCaseSensitive ? name : name.toLowerCase();
  }
}

export const wrongCode = (): CognitoRefusal =>
  new CognitoRefusal('CodeMismatchException', 'Invalid verification code provided, please try again.');

/** What stands for a username: where the pool has none of its own, the address itself; else one that is verified. */
function aliasesOf(pool: PoolSettings, attributes: ReadonlyMap<string, string>): string[] {
  const verified = pool.aliasAttributes.filter(
    (name) => name === 'preferred_username' || attributes.get(`${name}_verified`) === 'true',
  );
  return [...pool.usernameAttributes, ...verified].flatMap((name) => attributes.get(name) || []);
}

/** Whether a name is one that is sent something to: an e-mail address, a telephone number. */
const isAddress = (attribute: string, name: string): boolean =>
  attribute === 'email' ? name.includes('@') : attribute === 'phone_number' && name.startsWith('+');
