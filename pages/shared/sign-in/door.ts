import { element, labelled, onSubmit, textIn } from '../elements';
import { complainOf, SignInError } from './cognito';
import type { SignIn, Step } from './sign-in';
import { wordsOf } from './words';

interface DoorParts {
  readonly signIn: SignIn;
  /** What an app calls the code: `Trinity`. */
  readonly issuer: string;
  /** By how many minutes this computer's clock is wrong. */
  readonly minutesAhead: number;
  onIn(): void;
}

/** The forms by which somebody signs in, one after the other, in an element of a page. */
export class Door {
  private readonly problem = element('p', { role: 'alert', class: 'problem', hidden: true });
  private email = '';

  constructor(
    private readonly room: HTMLElement,
    private readonly parts: DoorParts,
  ) {}

  /** @param reason why somebody has to sign in again */
  open(reason = ''): void {
    const email = input('email', { type: 'email', autocomplete: 'username', required: true });
    email.value = this.email;
    const password = input('password', { type: 'password', autocomplete: 'current-password', required: true });
    const form = element('form', {}, labelled('E-mail address', email), labelled('Password', password));
    this.show('Sign in', form, 'Sign in', reason, (fields) => {
      this.email = textIn(fields, 'email').trim();
      return this.parts.signIn.begin(this.email, textIn(fields, 'password'));
    });
  }

  close(): void {
    this.room.hidden = true;
    this.room.replaceChildren(); // no password stays on a page
  }

  private askNewPassword(): void {
    const [password, again] = [
      input('password', { type: 'password', autocomplete: 'new-password', required: true }),
      input('again', { type: 'password', autocomplete: 'new-password', required: true }),
    ];
    const check = (): void =>
      again.setCustomValidity(again.value === password.value ? '' : 'The two passwords are not the same.');
    for (const one of [password, again]) one.addEventListener('input', check);
    const form = element(
      'form',
      {},
      element('p', {}, 'The temporary password has done its work. Choose one of your own.'),
      // A browser keeps the password with it.
      input('email', { type: 'email', autocomplete: 'username', value: this.email, readonly: true, hidden: true }),
      labelled('New password', password),
      labelled('New password, again', again),
      element('p', { class: 'hint' }, 'At least 12 characters: small and capital letters, digits, and a symbol.'),
    );
    this.show('A password of your own', form, 'Go on', '', (fields) =>
      this.parts.signIn.setPassword(textIn(fields, 'password')),
    );
  }

  private askCode(): void {
    const form = element('form', {}, labelled('Code of your app, six digits', codeInput()));
    this.show('Your code', form, 'Go on', '', (fields) => this.parts.signIn.sayCode(digitsIn(fields)));
  }

  private askApp(secret: string): void {
    const { issuer } = this.parts;
    const name = `${issuer}:${this.email}`;
    const address = `otpauth://totp/${encodeURIComponent(name)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
    const form = element(
      'form',
      {},
      element(
        'p',
        {},
        'You need an app that shows codes. Open this link on the telephone that has it, or type the secret.',
      ),
      element('p', {}, element('a', { href: address }, 'Add to the app')),
      element('p', {}, 'Secret: ', element('code', { class: 'secret' }, secret.match(/.{1,4}/g)?.join(' ') ?? secret)),
      labelled('Code that the app shows, six digits', codeInput()),
    );
    this.show('Set up your app', form, 'Go on', '', (fields) => this.parts.signIn.setUpApp(digitsIn(fields)));
  }

  private show(
    title: string,
    form: HTMLFormElement,
    button: string,
    reason: string,
    act: (fields: FormData) => Promise<Step>,
  ): void {
    form.append(element('button', {}, button));
    this.room.replaceChildren(element('h1', {}, title), this.problem, form);
    this.room.hidden = false;
    this.say(reason);
    onSubmit(form, (fields) => this.go(() => act(fields)));
    const inputs = [...form.querySelectorAll('input')];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus();
  }

  private async go(act: () => Promise<Step>): Promise<void> {
    this.say(''); // the same words again are said again
    try {
      this.follow(await act());
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      complainOf(error);
      const words = wordsOf(error, this.parts.minutesAhead);
      if (/^Invalid session/.test(error.message)) return this.open(words);
      this.say(words);
      this.room.querySelectorAll('input').forEach((one) => {
        if (one.type === 'password') one.value = '';
      });
      this.room.querySelector<HTMLInputElement>('input:not([type=email])')?.focus();
    }
  }

  private follow(step: Step): void {
    switch (step.asks) {
      case 'NEW_PASSWORD':
        return this.askNewPassword();
      case 'CODE':
        return this.askCode();
      case 'APP':
        return this.askApp(step.secret);
      case 'NOTHING':
        this.close();
        return this.parts.onIn();
    }
  }

  private say(words: string): void {
    this.problem.textContent = words;
    this.problem.hidden = words === '';
  }
}

const input = (name: string, attributes: Readonly<Record<string, string | boolean>>): HTMLInputElement =>
  element('input', { name, ...attributes });

/** People type codes as apps show them: with a blank in the middle. */
const codeInput = (): HTMLInputElement =>
  input('code', { inputmode: 'numeric', autocomplete: 'one-time-code', required: true, pattern: '\\s*(\\d\\s*){6}' });
const digitsIn = (fields: FormData): string => textIn(fields, 'code').replace(/\s/g, '');
