import type { Service, ServiceInput } from '../../../api/booking/schema.types';
import { element, find, onSubmit, textIn } from '../../shared/elements';
import type { Desk, View } from './desk';
import { readPrice, sayPrice, writeAmount } from './price';

/** What can be booked: owners change it, staff see it. */
export class Services implements View {
  private desk!: Desk;
  private isLoaded = false;
  /** The one that is in the form; undefined while that is of a new one. */
  private edited: Service | undefined;
  private readonly form = find<HTMLFormElement>('service');

  constructor() {
    onSubmit(this.form, (fields) => this.save(fields));
    find('new-service').addEventListener('click', () => this.edit(undefined));
  }

  use(desk: Desk): void {
    this.desk = desk;
    this.isLoaded = false;
    find('offered').replaceChildren();
    find('read-only').hidden = desk.isOwner;
    this.form.hidden = !desk.isOwner;
    this.fill(undefined);
  }

  async open(): Promise<void> {
    const { business } = this.desk;
    if (this.isLoaded) return;
    await this.desk.attempt(async () => {
      const services = await this.desk.api.services(business.id);
      if (this.desk.business !== business) return;
      this.isLoaded = true;
      this.show(services);
    });
  }

  private show(services: readonly Service[]): void {
    find('offered').replaceChildren(...services.map((service) => this.entryOf(service)));
  }

  private entryOf(service: Service): HTMLElement {
    const { name, category, description, durationMinutes, price, active } = service;
    const facts = [category, `${durationMinutes} minutes`, ...(price ? [sayPrice(price)] : [])];
    const entry = element('li', {}, element('h3', {}, name), element('p', {}, facts.join(' · ')));
    if (description) entry.append(element('p', {}, description));
    if (!active) entry.append(element('p', { class: 'none' }, 'Visitors cannot book it.'));
    if (this.desk.isOwner) {
      const button = element('button', { type: 'button', 'aria-label': `Change ${name}` }, 'Change');
      button.addEventListener('click', () => this.edit(service));
      entry.append(button);
    }
    return entry;
  }

  private edit(service: Service | undefined): void {
    this.fill(service);
    find('service-title').focus();
  }

  private fill(service: Service | undefined): void {
    this.edited = service;
    find('service-title').textContent = service ? `Change “${service.name}”` : 'A new service';
    const { price } = service ?? {};
    const values = {
      name: service?.name ?? '',
      category: service?.category ?? '',
      description: service?.description ?? '',
      duration: String(service?.durationMinutes ?? 30),
      before: String(service?.bufferBeforeMinutes ?? 0),
      after: String(service?.bufferAfterMinutes ?? 0),
      price: price ? writeAmount(price) : '',
      currency: price?.currency ?? '',
    };
    for (const [name, value] of Object.entries(values)) this.input(name).value = value;
    this.input('active').checked = service?.active ?? true;
  }

  private input = (name: string): HTMLInputElement => this.form.elements.namedItem(name) as HTMLInputElement;

  private save(fields: FormData): Promise<void> {
    const { business, api } = this.desk;
    return this.desk.attempt(async () => {
      const description = textIn(fields, 'description').trim();
      const price = readPrice(textIn(fields, 'price').trim(), textIn(fields, 'currency').trim());
      const input: ServiceInput = {
        ...(this.edited && { id: this.edited.id }),
        ...{ name: textIn(fields, 'name').trim(), category: textIn(fields, 'category').trim() },
        ...(description !== '' && { description }),
        durationMinutes: Number(textIn(fields, 'duration')),
        bufferBeforeMinutes: Number(textIn(fields, 'before')),
        bufferAfterMinutes: Number(textIn(fields, 'after')),
        ...(price && { price }),
        active: fields.has('active'),
      };
      const { name } = await api.saveService(business.id, input);
      this.edit(undefined);
      this.show(await api.services(business.id));
      this.desk.tell(`“${name}” is saved.`);
    });
  }
}
