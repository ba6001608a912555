import type { DateHours, WorkingHours } from '../../../api/booking/schema.types';
import { element, find, labelled, onSubmit, textIn, whileBusy } from '../../shared/elements';
import { nameOfDay, WEEKDAYS } from './days';
import type { Desk, View } from './desk';
import { readHours, writeIntervals, WrittenWrong } from './intervals';

/** When each provider works: of a week, and of single days. */
export class Hours implements View {
  private desk!: Desk;
  /** Whose hours are shown; undefined while nobody's are. */
  private shown: string | undefined;
  /** As the week was loaded, by weekday: only what has changed is saved. */
  private known = new Map<number, Week>();
  private readonly provider = find<HTMLSelectElement>('provider');

  constructor() {
    this.provider.addEventListener('change', () => void this.open());
    onSubmit(find<HTMLFormElement>('week'), (fields) => this.saveWeek(fields));
    const exception = find<HTMLFormElement>('exception');
    onSubmit(exception, (fields) => this.saveException(exception, fields));
  }

  use(desk: Desk): void {
    this.desk = desk;
    this.shown = undefined;
    this.provider.replaceChildren(...desk.providers.map(({ id, name }) => element('option', { value: id }, name)));
    this.hide();
  }

  async open(): Promise<void> {
    const { api, business } = this.desk;
    const providerId = this.provider.value;
    if (providerId === '' || this.shown === providerId) return;
    this.shown = undefined;
    this.hide(); // nobody's hours are saved as another's
    await this.desk.attempt(async () => {
      const hours = await api.hours(business.id, providerId);
      if (this.desk.business !== business || this.provider.value !== providerId) return;
      this.shown = providerId;
      find('hours-zone').textContent = hours.timeZone;
      this.showWeek(hours);
      this.showExceptions(hours.exceptions);
      for (const id of ['week', 'exception']) find(id).hidden = false;
    });
  }

  private hide(): void {
    for (const id of ['week', 'exception', 'no-exceptions']) find(id).hidden = true;
    find<HTMLFormElement>('exception').reset();
    find('exceptions').replaceChildren();
  }

  private showWeek({ weekdays }: WorkingHours): void {
    this.known = new Map(
      WEEKDAYS.map((_, at) => {
        const found = weekdays.find(({ weekday }) => weekday === at + 1);
        return [at + 1, { open: writeIntervals(found?.open ?? []), breaks: writeIntervals(found?.breaks ?? []) }];
      }),
    );
    find('weekdays').replaceChildren(
      ...[...this.known].map(([weekday, week]) =>
        element(
          'fieldset',
          {},
          element('legend', {}, WEEKDAYS[weekday - 1]!),
          ...(['open', 'breaks'] as const).map((kind) =>
            labelled(
              LABELS[kind],
              element('input', { name: `${kind}-${weekday}`, value: week[kind], 'aria-describedby': 'hours-hint' }),
            ),
          ),
        ),
      ),
    );
  }

  private showExceptions(exceptions: readonly DateHours[]): void {
    find('no-exceptions').hidden = exceptions.length > 0;
    find('exceptions').replaceChildren(
      ...exceptions.map(({ date, open, breaks }) => {
        const day = nameOfDay(date);
        const button = element('button', { type: 'button', 'aria-label': `Remove ${day}` }, 'Remove');
        button.addEventListener('click', () => void whileBusy(button, () => this.removeException(date)));
        const hours = open.length === 0 ? 'closed' : writeIntervals(open);
        const words = breaks.length === 0 ? `${day}: ${hours} ` : `${day}: ${hours}, breaks ${writeIntervals(breaks)} `;
        return element('li', {}, words, button);
      }),
    );
  }

  /** One weekday after the other: those before one that is refused are saved. */
  private saveWeek(fields: FormData): Promise<void> {
    const [providerId, { id: tenantId }] = [this.shown!, this.desk.business];
    return this.desk.attempt(async () => {
      const changed = [...this.known].flatMap(([weekday, before]) => {
        const written = { open: textIn(fields, `open-${weekday}`), breaks: textIn(fields, `breaks-${weekday}`) };
        if (written.open === before.open && written.breaks === before.breaks) return [];
        return [{ weekday, written, hours: readHours(written.open, written.breaks) }];
      });
      if (changed.length === 0) throw new WrittenWrong('Nothing has changed: write other times first.');
      for (const { weekday, written, hours } of changed) {
        await this.desk.api.setWeekday(tenantId, providerId, weekday, hours);
        this.known.set(weekday, written);
      }
      this.desk.tell('The week is saved.');
    });
  }

  private saveException(form: HTMLFormElement, fields: FormData): Promise<void> {
    const [providerId, { id: tenantId }] = [this.shown!, this.desk.business];
    return this.desk.attempt(async () => {
      const date = textIn(fields, 'date');
      const hours = readHours(textIn(fields, 'open'), textIn(fields, 'breaks'));
      this.showExceptions((await this.desk.api.setException(tenantId, providerId, date, hours)).exceptions);
      form.reset();
      this.desk.tell(`${nameOfDay(date)} is saved.`);
    });
  }

  private removeException(date: string): Promise<void> {
    const [providerId, { id: tenantId }] = [this.shown!, this.desk.business];
    return this.desk.attempt(async () => {
      this.showExceptions((await this.desk.api.setException(tenantId, providerId, date, undefined)).exceptions);
      find('provider').focus(); // the button is gone
      this.desk.tell(`${nameOfDay(date)} is as its weekday again.`);
    });
  }
}

/** As they are written. */
interface Week {
  readonly open: string;
  readonly breaks: string;
}

const LABELS = { open: 'Open', breaks: 'Breaks' } as const;
