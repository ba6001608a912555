import { claimOf, rolesOf, TENANTS_CLAIM, type Role } from '../../model/booking/administrators';
import { ApiError } from '../shared/ask';
import { Clock } from '../shared/clock';
import { complain } from '../../browser/complain';
import { element, find, whileBusy } from '../shared/elements';
import { complainOf, SignInError } from '../shared/sign-in/cognito';
import { Door } from '../shared/sign-in/door';
import { inWindow } from '../shared/sign-in/kept';
import { SignIn, type SignInPlace } from '../shared/sign-in/sign-in';
import { endingOf, wordsOf } from '../shared/sign-in/words';
import { AdminApi, type Start } from './admin/api';
import { Calendar } from './admin/calendar';
import type { Desk } from './admin/desk';
import { Hours } from './admin/hours';
import { WrittenWrong } from './admin/intervals';
import { Services } from './admin/services';

/** `admin.json` beside the page, which whoever publishes it writes. */
interface Config extends SignInPlace {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
}

const PARTS = ['wait', 'door', 'nobody', 'desk'] as const;

/** The page on which administrators of a business see a day, cancel bookings, and say when people work and what can be booked. */
class Page {
  private readonly signIn: SignIn;
  private readonly api: AdminApi;
  private readonly door: Door;
  private readonly views = { calendar: new Calendar(), hours: new Hours(), services: new Services() };
  private businesses: readonly Start[] = [];
  /** Who the desk is of, and what they may: what they have written stays theirs. */
  private owner: string | undefined;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.signIn = new SignIn(config, inWindow);
    this.api = new AdminApi(config.endpoint, this.signIn);
    const { minutesAhead } = clock;
    this.door = new Door(find('door'), {
      signIn: this.signIn,
      issuer: 'Trinity',
      minutesAhead,
      onIn: () => this.enter(),
    });
    const choice = find<HTMLSelectElement>('businesses');
    choice.addEventListener('change', () => this.choose(choice.value));
    addEventListener('hashchange', () => this.show());
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-sign-out]'))
      button.addEventListener('click', () => void whileBusy(button, () => this.leave()));
    const everywhere = find<HTMLButtonElement>('everywhere');
    everywhere.addEventListener(
      'click',
      () => void whileBusy(everywhere, () => this.attempt(() => this.leaveEverywhere())),
    );
  }

  async begin(): Promise<void> {
    try {
      if (await this.signIn.comeBack()) return this.enter();
      this.ask('');
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      complainOf(error);
      this.ask(error.isFinal ? endingOf(error) : wordsOf(error, 0));
    }
  }

  /** With a token. */
  private enter(): void {
    const { email = '' } = this.signIn.claims;
    const tenantIds = [...this.roles.keys()];
    find('nobody-words').textContent = `You are signed in as ${email}.`;
    find('who').textContent = email;
    if (tenantIds.length === 0) {
      this.owner = undefined;
      reveal('nobody');
      return find('nobody').querySelector('h1')!.focus();
    }
    if (this.owner === this.identity) {
      reveal('desk');
      this.show();
      return find('business').focus();
    }
    void this.load(tenantIds);
  }

  /** What the token says of businesses. */
  private get roles(): ReadonlyMap<string, Role> {
    const { [TENANTS_CLAIM]: claim } = this.signIn.claims;
    return rolesOf(typeof claim === 'string' ? claim : '');
  }

  /** Who somebody is, and what they may. */
  private get identity(): string {
    return `${this.signIn.claims.sub} ${claimOf(this.roles)}`;
  }

  private async load(tenantIds: readonly string[]): Promise<void> {
    reveal('wait');
    await this.attempt(async () => {
      const found = await Promise.allSettled(tenantIds.map((id) => this.api.start(id)));
      this.businesses = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const failed = found.find((one) => one.status === 'rejected');
      const [first] = this.businesses;
      if (!first) throw failed!.reason;
      if (failed) complain('One of the businesses cannot be shown', String(failed.reason));
      find('choice').hidden = this.businesses.length < 2;
      find('businesses').replaceChildren(
        ...this.businesses.map(({ business: { id, name } }) => element('option', { value: id }, name)),
      );
      this.owner = this.identity;
      this.choose(first.business.id);
    });
    if (!find('wait').hidden)
      find('wait-words').textContent = `${find('problem').textContent} Load this page again in a moment.`;
  }

  private choose(tenantId: string): void {
    const { business, providers } = this.businesses.find((one) => one.business.id === tenantId)!;
    const desk: Desk = {
      ...{ api: this.api, business, providers },
      isOwner: this.roles.get(tenantId) === 'OWNER',
      now: () => this.clock.now(),
      attempt: (act) => this.attempt(act),
      tell,
    };
    for (const view of Object.values(this.views)) view.use(desk);
    find('business').textContent = business.name;
    document.title = `${business.name} – Calendar`;
    reveal('desk');
    this.show();
  }

  /** The part of the desk that the address names. */
  private show(): void {
    const asked = location.hash.slice(1);
    const name = isView(asked) ? asked : 'calendar';
    for (const [other, view] of Object.entries(this.views)) {
      const isShown = other === name;
      find(other).hidden = !isShown;
      const link = document.querySelector(`nav a[href="#${other}"]`)!;
      if (isShown) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
      if (isShown) void view.open();
    }
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    say('');
    tell('');
    try {
      await act();
    } catch (error) {
      this.fail(error);
    }
    this.followClaims();
  }

  private fail(error: unknown): void {
    if (error instanceof WrittenWrong) return say(error.message);
    if (error instanceof ApiError) {
      complain('AppSync', `${error.type ?? 'no answer'}: ${error.message}`);
      return say(wordsOfApi(error));
    }
    if (!(error instanceof SignInError)) throw error;
    complainOf(error);
    if (error.isFinal) this.ask(`${endingOf(error)} What you have written is kept.`);
    else say(wordsOf(error, this.clock.minutesAhead));
  }

  /** New tokens may say that somebody manages other businesses than before. */
  private followClaims(): void {
    if (this.owner === undefined || find('desk').hidden) return;
    if (this.owner !== this.identity) this.enter();
  }

  private ask(reason: string): void {
    reveal('door');
    this.door.open(reason);
  }

  private async leave(): Promise<void> {
    this.owner = undefined;
    try {
      await this.signIn.signOut();
      this.ask('');
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      complainOf(error);
      this.ask(
        'You are signed out in this window. Cognito could not be told: sign in and out again when you are connected.',
      );
    }
  }

  private async leaveEverywhere(): Promise<void> {
    await this.signIn.signOutEverywhere();
    this.owner = undefined;
    this.ask('You are signed out everywhere. Other windows notice it within the hour.');
  }
}

const isView = (name: string): name is 'calendar' | 'hours' | 'services' =>
  ['calendar', 'hours', 'services'].includes(name);

function wordsOfApi({ type, message, isTokenRefused }: ApiError): string {
  if (type === 'Unauthorized') return 'You may not do that. Ask an owner of the business.';
  if (isTokenRefused)
    return `The calendar does not let you in: ${message} Sign out, and in again. If that does not help, tell whoever runs it.`;
  if (type === undefined) return `${message} What you have written is kept: try again in a moment.`;
  return message;
}

function reveal(part: (typeof PARTS)[number]): void {
  for (const one of PARTS) find(one).hidden = one !== part;
}

function say(words: string): void {
  const problem = find('problem');
  problem.textContent = words;
  problem.hidden = words === '';
}

function tell(words: string): void {
  find('done').textContent = words;
}

async function main(): Promise<void> {
  const answer = await fetch('admin.json', { cache: 'no-store' }).catch(() => undefined);
  if (!answer?.ok) {
    find('wait-words').textContent = 'The calendar cannot be reached. Load this page again in a moment.';
    return;
  }
  await new Page((await answer.json()) as Config, Clock.of(answer)).begin();
}

void main();
