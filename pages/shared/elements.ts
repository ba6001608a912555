/** An element of the page. @throws Error when there is none */
export function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found as E;
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A new element. What is false or undefined is no attribute; text becomes no markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** An input, and what it is called. */
export const labelled = (label: string, input: HTMLElement): HTMLLabelElement =>
  element('label', {}, label, ' ', input);

/** What is done when a form is sent: its button waits for the end of it, and no page is left. */
export function onSubmit(form: HTMLFormElement, act: (fields: FormData) => Promise<void>): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void whileBusy(form.querySelector<HTMLButtonElement>('button:not([type="button"])'), () => act(new FormData(form)));
  });
}

/** A button counts once until what it does has ended. */
export async function whileBusy(button: HTMLButtonElement | null, act: () => Promise<void>): Promise<void> {
  if (button?.getAttribute('aria-disabled') === 'true') return;
  button?.setAttribute('aria-disabled', 'true'); // not `disabled`: that would take the focus away
  try {
    await act();
  } finally {
    button?.removeAttribute('aria-disabled');
  }
}

/** What somebody has written; of a field that is not there, nothing. */
export function textIn(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
