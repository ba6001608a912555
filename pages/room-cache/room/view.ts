import type { Genre, Member, RoomMovie } from '../../../api/room-cache/schema.types';
import { find } from '../../shared/elements';
import type { ShownMatch, ShownRoom } from './api';
import type { VisitView } from './visit';

/** What the page shows. Whatever comes from the API is text, and becomes no markup. */
export class View implements VisitView {
  private genres: ReadonlyMap<number, string> = new Map();

  constructor(private readonly memberId: () => string | undefined) {}

  /** Shows the page on which a room is opened or joined. @param code of a room to which somebody was invited */
  showStart(code: string): void {
    find('room').hidden = true;
    find('start').hidden = false;
    document.title = 'Trinity';
    find<HTMLInputElement>('join').querySelector<HTMLInputElement>('[name=code]')!.value = code;
  }

  showGenres(genres: readonly Genre[]): void {
    this.genres = new Map(genres.map(({ id, name }) => [id, name]));
    find('genres').replaceChildren(
      ...genres.map(({ id, name }) => {
        const box = Object.assign(document.createElement('input'), {
          type: 'checkbox',
          name: 'genre',
          value: String(id),
        });
        const label = document.createElement('label');
        label.append(box, ` ${name}`);
        return label;
      }),
    );
  }

  showRoom({ name, inviteCode }: ShownRoom): void {
    find('start').hidden = true;
    find('room').hidden = false;
    document.title = `${name} – Trinity`;
    find('room-title').textContent = name;
    find('code').textContent = inviteCode;
    for (const id of ['members', 'news', 'copied']) find(id).textContent = '';
    find('matches').replaceChildren();
  }

  showFilm(film: RoomMovie | undefined, waiting: string): void {
    find('film').hidden = !film;
    find('waiting').textContent = waiting;
    for (const id of ['like', 'pass']) find<HTMLButtonElement>(id).disabled = !film;
    if (!film) return;
    find('film').dataset['place'] = String(film.sequenceIndex);
    find('title').textContent = film.title;
    find('facts').textContent = this.factsOf(film);
    find('overview').textContent = film.overview;
  }

  showMembers(members: readonly Pick<Member, 'id' | 'name'>[]): void {
    const names = members.map(({ id, name }) => (id === this.memberId() ? `${name} (you)` : name));
    const alone = names.length < 2 ? ' Nobody else is here yet: pass on the code.' : '';
    find('members').textContent = `In the room: ${names.join(', ')}.${alone}`;
  }

  showMatches(matches: readonly ShownMatch[], newest: ShownMatch | undefined): void {
    if (newest) find('news').textContent = `It's a match: ${newest.title}`;
    find('matches').replaceChildren(
      ...matches.map(({ title }) => Object.assign(document.createElement('li'), { textContent: title })),
    );
  }

  showProblem(text: string): void {
    const problem = find('problem');
    if (problem.textContent === text) return;
    problem.textContent = text;
    problem.hidden = text === '';
  }

  showUnsent(count: number): void {
    find('deck').dataset['unsent'] = String(count);
  }

  private factsOf({ releaseDate, genreIds, voteAverage }: RoomMovie): string {
    const genres = genreIds.flatMap((id) => this.genres.get(id) ?? []).join(', ');
    const votes = typeof voteAverage === 'number' ? `${voteAverage.toFixed(1)} of 10` : '';
    return [releaseDate?.slice(0, 4) ?? '', genres, votes].filter((fact) => fact !== '').join(' · ');
  }
}
