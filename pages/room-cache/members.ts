import { Clock } from '../shared/clock';
import { find, whileBusy } from '../shared/elements';
import { complainOf, SignInError } from '../shared/sign-in/cognito';
import { Door } from '../shared/sign-in/door';
import { inWindow } from '../shared/sign-in/kept';
import { SignIn, type SignInPlace } from '../shared/sign-in/sign-in';
import { endingOf, wordsOf } from '../shared/sign-in/words';
import { bySignIn } from './members/signed-in';
import type { Place } from './room/api';
import { loadConfig, Page } from './room/page';

/** `config.json` beside the page, which whoever publishes it writes. */
type Config = Place & SignInPlace;

/** The room's page where members sign in: in place of `room.ts`, in the same HTML. */
async function main(): Promise<void> {
  const answer = await loadConfig();
  if (!answer) return;
  const { minutesAhead } = Clock.of(answer);
  const config = (await answer.json()) as Config;
  const signIn = new SignIn(config, inWindow);
  const out = find<HTMLButtonElement>('sign-out');

  const page = new Page(
    config,
    bySignIn(config.endpoint, signIn, (error) => ask(endingOf(error))),
  );
  const enter = (): void => {
    out.hidden = false;
    void page.begin();
  };
  const door = new Door(find('door'), { signIn, issuer: 'Trinity', minutesAhead, onIn: enter });
  function ask(reason: string): void {
    page.end();
    out.hidden = true;
    door.open(reason);
  }
  out.addEventListener(
    'click',
    () =>
      void whileBusy(out, async () => {
        page.forget();
        const told = signIn.signOut();
        ask('');
        await told.catch(complain);
      }),
  );

  try {
    if (await signIn.comeBack()) enter();
    else ask('');
  } catch (error) {
    complain(error);
    ask(error.isFinal ? endingOf(error) : wordsOf(error, 0));
  }
}

/** Of what Cognito says; anything else is a fault of the page. */
function complain(error: unknown): asserts error is SignInError {
  if (!(error instanceof SignInError)) throw error;
  complainOf(error);
}

void main();
