import { ApiError } from '../shared/ask';
import { find, textIn } from '../shared/elements';
import { RoomApi, type Config, type ShownRoom } from './room/api';
import { forgetSession, keepSession, readSession, type Session } from './room/session';
import { onSwipe } from './room/swipe';
import { View } from './room/view';
import { comeBack, Visit, wordsOf } from './room/visit';

/** The page on which friends open a room, swipe through its films, and find the one that everybody likes. */
async function main(): Promise<void> {
  const answer = await fetch('/config.json').catch(() => undefined);
  if (!answer?.ok) return say('Trinity cannot be reached. Load the page again in a moment.');
  const api = new RoomApi((await answer.json()) as Config);
  let visit: Visit | undefined;
  let session = readSession();
  const view = new View(() => session?.memberId);

  const enter = (room: ShownRoom, who: Session, said: readonly number[]): void => {
    session = who;
    keepSession(who);
    history.replaceState(null, '', '/'); // the code of the invite has done its work
    view.showProblem('');
    view.showRoom(room);
    visit = new Visit(api, who, view, said);
    visit.begin();
  };
  const leave = (): void => {
    visit?.end();
    visit = undefined;
    session = undefined;
    forgetSession();
    view.showProblem('');
    view.showStart('');
    find('join').querySelector('input')!.focus();
  };
  const attempt = async (form: HTMLFormElement, act: () => Promise<void>): Promise<void> => {
    const button = form.querySelector('button')!;
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      say(error instanceof ApiError && error.type === undefined ? error.message : wordsOf(error));
    } finally {
      button.disabled = false;
    }
  };

  onSubmit('join', (form, fields) =>
    attempt(form, async () => {
      const memberId = crypto.randomUUID();
      const room = await api.joinRoom(textIn(fields, 'code'), { id: memberId, name: textIn(fields, 'name') });
      enter(room, { roomId: room.id, memberId }, []);
    }),
  );
  onSubmit('open', (form, fields) =>
    attempt(form, async () => {
      const memberId = crypto.randomUUID();
      const genreIds = fields.getAll('genre').map(Number);
      const [name, hostName] = [textIn(fields, 'room'), textIn(fields, 'name')];
      const room = await api.createRoom({ name, hostId: memberId, hostName, mediaType: 'MOVIE', genreIds });
      enter(room, { roomId: room.id, memberId }, []);
    }),
  );
  find('like').addEventListener('click', () => visit?.say(true));
  find('pass').addEventListener('click', () => visit?.say(false));
  onSwipe(find('film'), (liked) => visit?.say(liked));
  find('leave').addEventListener('click', leave);
  find('copy').addEventListener('click', () => {
    const link = new URL(`/?join=${find('code').textContent}`, location.href).href;
    navigator.clipboard.writeText(link).then(
      () => (find('copied').textContent = 'Copied.'),
      () => (find('copied').textContent = link),
    );
  });

  const knowGenres = api.genres().then(
    (genres) => view.showGenres(genres),
    (error: unknown) => say(wordsOf(error)),
  );
  const invitedBy = new URLSearchParams(location.search).get('join');
  const back =
    session && invitedBy === null
      ? await comeBack(api, session).catch((error: unknown) => say(wordsOf(error)))
      : undefined;
  await knowGenres;
  if (back && session) enter(back.room, session, back.said);
  else view.showStart(invitedBy ?? '');
}

function say(text: string): void {
  const problem = find('problem');
  problem.textContent = text;
  problem.hidden = false;
}

function onSubmit(id: string, act: (form: HTMLFormElement, fields: FormData) => Promise<void>): void {
  const form = find<HTMLFormElement>(id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void act(form, new FormData(form));
  });
}

void main();
