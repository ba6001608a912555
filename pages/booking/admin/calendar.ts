import type { Booking, Provider } from '../../../api/booking/schema.types';
import { element, find, whileBusy } from '../../shared/elements';
import { dayAt, daysAfter, nameOfDay, timeOf } from './days';
import type { Desk, View } from './desk';

/** A day of a business: a column of each provider. */
export class Calendar implements View {
  private desk!: Desk;
  private day = '';
  private readonly dialog = find<HTMLDialogElement>('cancelling');
  /** The booking that the dialog is about. */
  private asked: Booking | undefined;

  constructor() {
    find('before').addEventListener('click', () => void this.go(daysAfter(this.day, -1)));
    find('after').addEventListener('click', () => void this.go(daysAfter(this.day, 1)));
    find('today').addEventListener('click', () => void this.go(this.today));
    find('reload').addEventListener('click', () => void this.open());
    const date = find<HTMLInputElement>('date');
    date.addEventListener('change', () => void (date.value === '' ? undefined : this.go(date.value)));
    find('keep').addEventListener('click', () => this.dialog.close());
    const cancel = find<HTMLButtonElement>('cancel');
    cancel.addEventListener('click', () => {
      this.dialog.close();
      void whileBusy(cancel, () => this.cancel(this.asked!));
    });
  }

  use(desk: Desk): void {
    this.desk = desk;
    this.day = this.today;
    this.clear();
  }

  open(): Promise<void> {
    return this.go(this.day);
  }

  private get today(): string {
    return dayAt(this.desk.now(), this.desk.business.timeZone);
  }

  private async go(day: string): Promise<void> {
    const { api, business, providers } = this.desk;
    this.day = day;
    find<HTMLInputElement>('date').value = day;
    find('day-title').textContent = nameOfDay(day);
    const columns = find('day');
    if (columns.dataset['day'] !== day) this.clear(); // no day is shown below another's name
    columns.setAttribute('aria-busy', 'true');
    await this.desk.attempt(async () => {
      const bookings = await api.day(
        business.id,
        providers.map(({ id }) => id),
        day,
      );
      if (this.day === day && this.desk.business === business) this.show(bookings);
    });
    if (this.day === day) columns.removeAttribute('aria-busy');
  }

  private clear(): void {
    const columns = find('day');
    columns.replaceChildren();
    delete columns.dataset['day'];
    find('day-words').textContent = '';
  }

  /** @param bookings of each provider */
  private show(bookings: readonly (readonly Booking[])[]): void {
    const all = bookings.flat().filter(({ status }) => status === 'CONFIRMED').length;
    find('day-words').textContent = all === 0 ? 'Nothing is booked.' : all === 1 ? 'One booking.' : `${all} bookings.`;
    const day = find('day');
    day.replaceChildren(...this.desk.providers.map((provider, at) => this.columnOf(provider, bookings[at] ?? [])));
    day.dataset['day'] = this.day;
  }

  private columnOf({ id, name, timeZone }: Provider, bookings: readonly Booking[]): HTMLElement {
    const title = element('h3', { id: `provider-${id}` }, name);
    const zone =
      timeZone === this.desk.business.timeZone ? [] : [element('p', { class: 'hint' }, `Clock of ${timeZone}`)];
    const list = element('ol', { 'aria-labelledby': title.id }, ...bookings.map((booking) => this.entryOf(booking)));
    const none = element('p', { class: 'none' }, 'Nothing is booked.');
    return element('section', { 'aria-labelledby': title.id }, title, ...zone, bookings.length > 0 ? list : none);
  }

  private entryOf(booking: Booking): HTMLElement {
    const { id, status, serviceName, startsAt, customer, notes, conversationId, movedTo } = booking;
    const { name, phone, email } = customer;
    const isOver = status !== 'CONFIRMED';
    const when = element('p', { class: 'when' });
    when.append(element('time', { datetime: startsAt }, spanOf(booking)), ' ', element('strong', {}, serviceName));
    const entry = element(
      'li',
      { 'data-booking': id, tabindex: -1, class: isOver && 'over' },
      when,
      element('p', {}, name),
    );
    if (phone) entry.append(element('p', {}, element('a', { href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)));
    if (email)
      entry.append(
        element('p', {}, element('a', { href: `mailto:${encodeURIComponent(email).replace('%40', '@')}` }, email)),
      );
    if (notes) entry.append(element('p', {}, notes));
    if (conversationId) entry.append(element('p', { class: 'hint' }, 'Booked in the chat'));
    if (isOver) entry.append(element('p', {}, movedTo ? 'Moved to another time' : 'Cancelled'));
    if (!isOver && Date.parse(startsAt) > this.desk.now()) {
      const label = `Cancel ${serviceName} of ${name}, ${spanOf(booking)}`;
      const button = element('button', { type: 'button', 'aria-label': label }, 'Cancel');
      button.addEventListener('click', () => this.confirm(booking));
      entry.append(button);
    }
    return entry;
  }

  private confirm(booking: Booking): void {
    const { customer, serviceName, providerName } = booking;
    this.asked = booking;
    find('cancel-words').textContent =
      `${serviceName} of ${customer.name} with ${providerName}, ${nameOfDay(this.day)}, ${spanOf(booking)}.`;
    this.dialog.showModal();
  }

  private cancel({ id, customer }: Booking): Promise<void> {
    return this.desk.attempt(async () => {
      const cancelled = await this.desk.api.cancel(this.desk.business.id, id);
      const entry = this.entryOf(cancelled);
      find('day')
        .querySelector(`[data-booking="${CSS.escape(id)}"]`)
        ?.replaceWith(entry);
      entry.focus();
      this.desk.tell(`The booking of ${customer.name} is cancelled.`);
    });
  }
}

const spanOf = ({ startsAt, endsAt, timeZone }: Booking): string =>
  `${timeOf(startsAt, timeZone)}–${timeOf(endsAt, timeZone)}`;
