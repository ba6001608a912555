import type { Language } from '../../../api/booking/schema.types';
import type { Reply } from './api';
import type { Settings } from './attributes';
import { createCard, type Card } from './card';
import type { Chat, Listener } from './chat';
import { button, element, icon } from './elements';
import { styleOf } from './style';
import { WORDS } from './words';

/** Characters of a message that the agent reads. */
const LONGEST = 1_000;

const BUBBLE = 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z';

/** What a person sees: a button in a corner, and the dialog that it opens. Nothing of it is in the page's own flow. */
export class View implements Listener {
  private readonly words;
  private readonly launch: HTMLButtonElement;
  private readonly title = element('p', { id: 'title' });
  private readonly dialog: HTMLDialogElement;
  private readonly log: HTMLElement;
  private readonly dots = element('p', { class: 'dots', 'aria-hidden': 'true' }, '•••');
  /** Beside the button, while the dialog is closed: there before it has words, so that a screen reader says them. */
  private readonly news = element('p', { class: 'news', role: 'status' });
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly again: HTMLButtonElement;
  private readonly input: HTMLTextAreaElement;
  /** The message whose answer is awaited. */
  private awaited: HTMLElement | undefined;
  private readonly cards = new Map<string, Card>();

  /** @param chat asked when somebody does something: it is made of this */
  constructor(
    settings: Settings,
    private readonly language: Language,
    private readonly chat: () => Chat,
  ) {
    const words = WORDS[language];
    this.words = words;
    this.title.append(words.chat);
    const label = element('span', {}, words.chat);
    this.launch = button({ class: 'launch accent', 'aria-haspopup': 'dialog' }, label, () => this.open());
    this.launch.prepend(icon(BUBBLE));
    this.log = element('div', { class: 'log', role: 'log', tabindex: '0', 'aria-label': words.conversation });
    this.log.append(this.entry('theirs', words.agent, language, element('p', {}, words.hello)));
    this.again = button({ class: 'again', hidden: '' }, words.again, () => this.chat().retry());
    this.input = element('textarea', { rows: '1', 'aria-label': words.message, placeholder: words.message });
    this.dialog = element(
      'dialog',
      { 'aria-labelledby': 'title' },
      element(
        'header',
        {},
        this.title,
        button({ 'aria-label': words.close }, '✕', () => this.close()),
      ),
      this.log,
      this.status,
      this.again,
      element(
        'div',
        { class: 'write' },
        this.input,
        button({ class: 'accent' }, words.send, () => this.send()),
      ),
    );
    for (const type of ['keydown', 'keyup', 'keypress'] as const) {
      this.dialog.addEventListener(type, (event) => this.onKey(event));
    }
    this.attach(settings);
  }

  get isSeen(): boolean {
    return this.dialog.open;
  }

  named(name: string): void {
    this.title.textContent = name;
  }

  typed(text: string): void {
    this.awaited = this.entry('mine', this.words.you, undefined, element('p', {}, text));
    this.add(this.awaited);
  }

  delivery(state: 'sending' | 'unsent' | 'sent'): void {
    this.awaited?.classList.toggle('unsent', state === 'unsent');
    const mark = this.awaited?.querySelector('.mark');
    if (state !== 'unsent') mark?.remove();
    else if (!mark) this.awaited?.append(element('span', { class: 'mark' }, this.words.unsent));
    if (state === 'sending') this.add(this.dots);
    else this.dots.remove();
    if (state === 'sent') this.awaited = undefined;
  }

  answered({ texts, language, step, booking }: Reply): void {
    for (const [id, card] of this.cards) {
      if (id !== booking?.id) card.stands(step === 'CANCELLED' ? 'CANCELLED' : undefined);
    }
    const entry = this.entry('theirs', this.words.agent, language, ...texts.map((text) => element('p', {}, text)));
    if (booking && step === 'BOOKED') {
      const cancel: Chat['cancel'] = (id) => this.chat().cancel(id);
      const card = createCard(booking, { language: this.language, words: this.words, cancel });
      this.cards.set(booking.id, card);
      entry.append(card.element);
    }
    if (step === 'CANCELLED' && !this.isSeen) this.news.textContent = this.words.withdrawn;
    this.say('');
    if (this.awaited)
      this.awaited.before(entry); // it is what the visitor had been told before that
    else this.add(entry);
  }

  unavailable(isSo: boolean): void {
    this.say(isSo ? this.words.unavailable : '');
    this.again.hidden = !isSo;
  }

  private open(): void {
    this.launch.hidden = true;
    this.news.textContent = '';
    this.dialog.show();
    this.input.focus();
    this.log.scrollTop = this.log.scrollHeight;
    void this.chat().open();
  }

  private close(): void {
    this.dialog.close();
    this.launch.hidden = false;
    this.launch.focus();
  }

  private send(): void {
    const text = this.input.value.trim();
    if (text === '') return;
    if (text.length > LONGEST) return this.say(this.words.tooLong(text.length, LONGEST));
    if (!this.chat().send(text)) return this.say(this.words.busy);
    this.input.value = '';
    this.say('');
    this.input.focus();
  }

  /** Keys are the chat's alone: a page that does something at a letter does not see what is typed here. */
  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.type !== 'keydown' || event.isComposing) return;
    if (event.key === 'Escape') this.close();
    if (event.key === 'Enter' && !event.shiftKey && event.target === this.input) {
      event.preventDefault();
      this.send();
    }
  }

  private say(text: string): void {
    this.status.textContent = text;
  }

  private entry(kind: 'mine' | 'theirs', who: string, lang: Language | undefined, ...parts: Node[]): HTMLElement {
    const said = element('span', { class: 'said', lang: this.language }, `${who} `);
    return element('div', { class: kind, ...(lang && { lang }) }, said, ...parts);
  }

  /** All of an entry at once: a screen reader says it once. */
  private add(entry: HTMLElement): void {
    this.log.append(entry);
    this.log.scrollTop = this.log.scrollHeight;
  }

  /**
   * The root is open: a closed one hides nothing from the page, which may replace `attachShadow`, and hides much from the tools by which
   * people test whether everybody can use it.
   */
  private attach(settings: Settings): void {
    const host = document.createElement('trinity-chat');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet(); // a policy without unsafe-inline takes it, and no style element
    sheet.replaceSync(styleOf(settings));
    root.adoptedStyleSheets = [sheet];
    const { language, words } = this;
    root.append(element('section', { lang: language, 'aria-label': words.chat }, this.news, this.launch, this.dialog));
    host.popover = 'manual'; // the top layer: what the page does to its body, its z-index and its modal windows, leaves it alone
    document.body.append(host);
    host.showPopover?.();
  }
}
