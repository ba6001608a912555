import { htmlText } from '../escape';
import type { Phrase } from '../phrase';

/** HTML that this renderer wrote. */
export interface Html {
  readonly html: string;
}

/** Of texts, line ends are made visible: this one is the layout's. */
export const LINE_END: Html = { html: '\n' };

/** What stands between the tags: texts are escaped, whatever they hold. */
type Content = string | number | Html | readonly Html[];

/** `` markup`<b>${text}</b>` `` */
export const markup = (written: TemplateStringsArray, ...contents: readonly Content[]): Html => ({
  html: written.map((part, index) => part + render(contents[index] ?? '')).join(''),
});

/** Words as they are, and data as code. */
export const inline = (phrase: Phrase): Html =>
  markup`${phrase.map((part) => (typeof part === 'string' ? markup`${part}` : markup`<code>${part.data}</code>`))}`;

/** Empty where there is nothing. */
export const when = <T>(value: T | undefined | false, write: (value: T) => Html): Html =>
  value === undefined || value === false ? markup`` : write(value);

/** @param html of this renderer's own, such as its styles and its script: nothing of a plan */
export const trusted = (html: string): Html => ({ html });

function render(content: Content): string {
  if (typeof content === 'string') return htmlText(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map((one) => one.html).join('');
}
