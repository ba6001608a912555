import { own } from '../../../keys/own';
import { asHtml } from '../../html';
import { LANGUAGES, OFFERS, TEXTS, type Language } from './texts';

interface ShownBusiness {
  readonly tenantId: string;
  readonly name: string;
  /** What its widget sends. */
  readonly key: string;
}

export interface PageParts {
  readonly businesses: readonly ShownBusiness[];
  /** The one whose page it is. */
  readonly business: ShownBusiness;
  readonly language: Language;
  /** By which the page was asked for: `http://localhost:4000`. */
  readonly origin: string;
}

/** Of what a person has not chosen: a link; of what they have, a word. */
const choice = (label: string, address: string, isChosen: boolean, attributes = ''): string =>
  isChosen
    ? `<span aria-current="true"${attributes}>${asHtml(label)}</span>`
    : `<a href="${asHtml(address)}"${attributes}>${asHtml(label)}</a>`;

/** A business's page, and the chat on it by the very tag that its owner would write. */
export function renderPage({ businesses, business, language, origin }: PageParts): string {
  const { title, lead, offers, hint, about } = TEXTS[language];
  const address = (tenantId: string, lang: Language): string =>
    `/?business=${encodeURIComponent(tenantId)}&lang=${lang}`;
  const others = businesses.map(({ tenantId, name }) =>
    choice(name, address(tenantId, language), tenantId === business.tenantId),
  );
  const languages = LANGUAGES.map((one) =>
    choice(TEXTS[one].name, address(business.tenantId, one), one === language, ` lang="${one}"`),
  );
  const offered = own(OFFERS, business.tenantId)?.[language];
  return html(
    language,
    business.name,
    `<header>
      <p class="name">${asHtml(business.name)}</p>
      <nav aria-label="${title.languages}">${languages.join(' ')}</nav>
    </header>
    <main>
      <h1>${asHtml(offered?.welcome ?? business.name)}</h1>
      <p class="lead">${asHtml(lead)}</p>
      <section>
        <h2>${asHtml(offers)}</h2>
        <ul>${(offered?.services ?? []).map(({ name, detail }) => `<li><strong>${asHtml(name)}</strong> ${asHtml(detail)}</li>`).join('')}</ul>
      </section>
      <section>
        <h2>${asHtml(title.hours)}</h2>
        <p>${asHtml(offered?.hours ?? '')}</p>
      </section>
      <p class="hint">${asHtml(hint)}</p>
    </main>
    <footer>
      <p>${asHtml(about)}</p>
      <nav aria-label="${title.businesses}">${others.join(' ')} <a href="/graphiql">GraphiQL</a></nav>
    </footer>
    <script src="${origin}/widget/chat.js" data-key="${asHtml(business.key)}" data-endpoint="${origin}/graphql" async></script>`,
  );
}

/** In place of the page while there is no business. */
export const renderMissing = (): string =>
  html(
    'en',
    'No business',
    `<main>
      <h1>There is no business here yet</h1>
      <p class="lead">This is the page of the first business that is made at start. The run is still starting, or it was begun with
        <code>--no-demo</code>: <code>npm start -- dev --system booking</code> makes two businesses.</p>
      <p><a href="/graphiql">GraphiQL</a></p>
    </main>`,
  );

const html = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${asHtml(title)}</title>
    <link rel="stylesheet" href="/page.css">
    <link rel="icon" href="/icon.svg">
  </head>
  <body>
    ${body}
  </body>
</html>
`;
