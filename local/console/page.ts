import { asHtml } from '../html';
import type { Cell, ShownTable } from '../system';

export interface ConsoleParts {
  /** What runs: `dev`. */
  readonly title: string;
  /** Seconds after which the page loads itself again; undefined: it does not. */
  readonly every: number | undefined;
  readonly tables: readonly ShownTable[];
}

const isRight = (cell: Cell): boolean => typeof cell === 'number';

function renderCell(cell: Cell): string {
  if (typeof cell === 'number') return cell.toLocaleString('en-US', { maximumFractionDigits: 1 });
  if (typeof cell === 'string') return asHtml(cell);
  if ('href' in cell) return `<a href="${asHtml(cell.href)}">${asHtml(cell.text)}</a>`;
  if (cell.lines.length === 0) return asHtml(cell.text);
  const lines = cell.lines.map(asHtml).join('\n');
  return `<details><summary>${asHtml(cell.text)}</summary><pre tabindex="0">${lines}</pre></details>`;
}

function renderTable({ title, columns, rows, none }: ShownTable): string {
  const heading = `<h2>${asHtml(title)}</h2>`;
  if (rows.length === 0) return `<section>${heading}<p>${asHtml(none)}</p></section>`;
  const head = columns.map((name) => `<th scope="col">${asHtml(name)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell) => `<td${isRight(cell) ? ' class="number"' : ''}>${renderCell(cell)}</td>`).join('')}</tr>`,
  );
  return (
    `<section>${heading}<div class="wide" tabindex="0" role="region" aria-label="${asHtml(title)}">` +
    `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div></section>`
  );
}

/** The console: a page without a script. It shows what was true when it was asked for. */
export function renderConsole({ title, every, tables }: ConsoleParts): string {
  const reload =
    every === undefined
      ? '<a href="?every=2">Load it every 2 seconds</a>'
      : `Loaded every ${every} seconds. <a href="?">Stop</a>`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Console – Trinity</title>
    <link rel="stylesheet" href="/console.css" />
    <link rel="icon" href="data:," />
  </head>
  <body>
    <header>
      <h1>Console of ${asHtml(title)}</h1>
      <nav aria-label="Pages"><a href="/">Page</a> <a href="/graphiql">GraphiQL</a></nav>
    </header>
    <main>
      <p>${reload}</p>
      ${tables.map(renderTable).join('\n      ')}
    </main>
  </body>
</html>
`;
}
