import { ApiError } from '../../shared/ask';
import { find, textIn } from '../../shared/elements';
import { RoomApi, type Place, type ShownRoom } from './api';
import { forgetSession, keepSession, readSession, type Session } from './session';
import { onSwipe } from './swipe';
import { View } from './view';
import { comeBack, Visit, wordsOf } from './visit';
import type { WayIn } from './way-in';

/** What `room.html` does, once somebody is let in. */
export class Page {
  private readonly api: RoomApi;
  private readonly view = new View(() => this.session?.memberId);
  private session = readSession();
  private visit: Visit | undefined;

  constructor(
    place: Place,
    private readonly way: WayIn,
  ) {
    this.api = new RoomApi(place, way);
    onSubmit('join', (fields) => this.join(fields));
    onSubmit('open', (fields) => this.open(fields));
    find('like').addEventListener('click', () => this.visit?.say(true));
    find('pass').addEventListener('click', () => this.visit?.say(false));
    onSwipe(find('film'), (liked) => this.visit?.say(liked));
    find('leave').addEventListener('click', () => this.leave());
    find('copy').addEventListener('click', () => {
      const link = new URL(`/?join=${find('code').textContent}`, location.href).href;
      navigator.clipboard.writeText(link).then(
        () => (find('copied').textContent = 'Copied.'),
        () => (find('copied').textContent = link),
      );
    });
  }

  /** Where the member was, if this is the same one; otherwise at the start. */
  async begin(): Promise<void> {
    const { memberId } = this.way;
    if (memberId !== undefined && this.session && this.session.memberId !== memberId) this.forget();
    const knowGenres = this.api.genres().then(
      (genres) => this.view.showGenres(genres),
      (error: unknown) => say(wordsOf(error)),
    );
    const invitedBy = new URLSearchParams(location.search).get('join');
    const { session } = this;
    const back =
      session && invitedBy === null
        ? await comeBack(this.api, session).catch((error: unknown) => say(wordsOf(error)))
        : undefined;
    await knowGenres;
    if (back && session) this.enter(back.room, session, back.said);
    else this.view.showStart(invitedBy ?? '');
  }

  /** Nobody is let in any more. What a member has said is kept, and where they are. */
  end(): void {
    this.visit?.end();
    this.visit = undefined;
    for (const id of ['start', 'room']) find(id).hidden = true;
    this.view.showProblem('');
  }

  /** The member has gone: nothing of theirs stays. */
  forget(): void {
    this.session = undefined;
    forgetSession();
  }

  private leave(): void {
    this.end();
    this.forget();
    this.view.showStart('');
    find('join').querySelector('input')!.focus();
  }

  private enter(room: ShownRoom, who: Session, said: readonly number[]): void {
    this.session = who;
    keepSession(who);
    history.replaceState(null, '', '/'); // the code of the invite has done its work
    this.view.showProblem('');
    this.view.showRoom(room);
    this.visit = new Visit(this.api, who, this.view, said);
    this.visit.begin();
  }

  private async join(fields: FormData): Promise<void> {
    const memberId = this.way.memberId ?? crypto.randomUUID();
    const room = await this.api.joinRoom(textIn(fields, 'code'), { id: memberId, name: textIn(fields, 'name') });
    this.enter(room, { roomId: room.id, memberId }, []);
  }

  private async open(fields: FormData): Promise<void> {
    const memberId = this.way.memberId ?? crypto.randomUUID();
    const genreIds = fields.getAll('genre').map(Number);
    const [name, hostName] = [textIn(fields, 'room'), textIn(fields, 'name')];
    const room = await this.api.createRoom({ name, hostId: memberId, hostName, mediaType: 'MOVIE', genreIds });
    this.enter(room, { roomId: room.id, memberId }, []);
  }
}

/** What a page says before it can do anything. */
function say(text: string): void {
  const problem = find('problem');
  problem.textContent = text;
  problem.hidden = false;
}

/** `config.json` beside the page. @returns undefined where there is none: the page has said so */
export async function loadConfig(): Promise<Response | undefined> {
  const answer = await fetch('/config.json').catch(() => undefined);
  if (answer?.ok) return answer;
  say('Trinity cannot be reached. Load the page again in a moment.');
  return undefined;
}

function onSubmit(id: string, act: (fields: FormData) => Promise<void>): void {
  const form = find<HTMLFormElement>(id);
  const button = form.querySelector('button')!;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.disabled = true;
    void act(new FormData(form))
      .catch((error: unknown) =>
        say(error instanceof ApiError && error.type === undefined ? error.message : wordsOf(error)),
      )
      .finally(() => (button.disabled = false));
  });
}
