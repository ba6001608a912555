import type { BrowserContext, Locator, Page } from 'playwright-core';

/** A visitor at a page with the chat, in one tab. Nothing waits for a time: all for what is shown. */
export class Visitor {
  readonly log: Locator;
  /** What the agent has answered, and the widget's greeting before it. */
  readonly answers: Locator;
  readonly launch: Locator;
  readonly dialog: Locator;
  readonly input: Locator;
  /** What the page complained of: its policy above all. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    const chat = page.locator('trinity-chat');
    this.launch = chat.locator('.launch');
    this.dialog = chat.getByRole('dialog');
    this.log = chat.getByRole('log');
    this.answers = chat.locator('.theirs');
    this.input = chat.getByRole('textbox');
    page.on('console', (said) => this.complaints.push(said.text()));
    page.on('pageerror', ({ message }) => this.complaints.push(message));
  }

  static async at(context: BrowserContext, url: string): Promise<Visitor> {
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  async open(): Promise<this> {
    await this.launch.click();
    await this.input.waitFor();
    return this;
  }

  /** Types and sends. */
  async type(text: string): Promise<void> {
    await this.input.focus();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** @returns the answer, once it is there */
  async say(text: string): Promise<string> {
    const before = await this.answers.count();
    await this.type(text);
    const answer = this.answers.nth(before);
    await answer.waitFor();
    return answer.innerText();
  }

  /** Until the chat asks whether all is right. @param slot `la primera` */
  async comeToConfirm(contact = 'soy Eva Ruiz, 600 123 456', slot = 'la primera'): Promise<void> {
    for (const text of ['Quiero un corte con Ana', 'lo antes posible', slot, contact]) await this.say(text);
  }

  /** What the browser keeps of the chat. */
  async kept(): Promise<{ readonly id: string; readonly revision: number; readonly unsent?: object }> {
    const text = await this.page.evaluate(
      "localStorage.getItem(Object.keys(localStorage).find((name) => name.startsWith('trinity-chat')))",
    );
    return JSON.parse(text as string) as { id: string; revision: number };
  }
}
