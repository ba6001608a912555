/** Calm: colour marks what is lost, what comes and what changes, and words say it, too. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1d2430; --quiet: #5a6474; --line: #dde1e8; --code: #eef0f4;
  --red: #b3261e; --red-soft: #fdeceb; --red-mark: #f8c9c5;
  --green: #1a6b3c; --green-soft: #e8f5ec; --green-mark: #bfe5cb;
  --amber: #8a5300; --amber-soft: #fdf3e1;
  --blue: #2554a8; --blue-soft: #e9f0fb;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1c2027; --text: #e4e7ec; --quiet: #9aa4b4; --line: #313843; --code: #272d36;
    --red: #ff9d94; --red-soft: #3a1f1f; --red-mark: #6e2d2a;
    --green: #84d6a1; --green-soft: #183023; --green-mark: #22573a;
    --amber: #f0bd6a; --amber-soft: #352a17;
    --blue: #9dbdf8; --blue-soft: #1d2a42;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 var(--sans); }
[hidden] { display: none !important; }
main { min-width: 0; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; }
h1, h2, h3, h4, p { margin: 0; overflow-wrap: anywhere; }
h1 { font-size: .875rem; font-weight: 600; letter-spacing: .02em; color: var(--quiet); }
h2 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h3 { font-size: 1.0625rem; line-height: 1.4; }
h4 { font: 600 .9375rem/1.5 var(--mono); }
code, pre { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
code { background: var(--code); border-radius: 4px; padding: .1em .3em; white-space: pre-wrap; }
pre { margin: 0; white-space: pre-wrap; }
a { color: var(--blue); }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }

.side { padding: .5rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); font-size: .875rem; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: .25rem .5rem; border-radius: 6px; color: var(--text); text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { background: var(--code); }
nav > ol > li > a { font-weight: 600; }
nav b { font-weight: 600; }
nav code { background: none; padding: 0; font: inherit; }
nav .layer .to { display: inline-block; }
nav .to::first-letter, nav b::first-letter { text-transform: uppercase; }
nav .blocked b, nav .failed b, nav .blocks a { color: var(--red); }
nav .changes b, nav .warns a { color: var(--amber); }
nav .clean b { color: var(--green); }
nav .count { margin: 0; white-space: nowrap; }
form summary { padding: .25rem 0; font-weight: 600; }
form label { display: block; padding: .125rem 0; }
input { font: inherit; accent-color: var(--blue); }
form .address { color: var(--quiet); }
.address input { display: block; width: 100%; margin: .125rem 0 .375rem; padding: .375rem .5rem; border: 1px solid var(--quiet); border-radius: 6px; background: var(--page); color: var(--text); }
fieldset { margin: 0; padding: 0; border: 0; }
legend { padding: 0; color: var(--quiet); }
button { margin-top: .375rem; padding: .25rem .75rem; border: 1px solid var(--quiet); border-radius: 6px; background: var(--page); color: var(--text); font: inherit; cursor: pointer; }
.shown { font-weight: 600; }
.shown:not(:empty) { padding-top: .375rem; }
.shown.blocks { color: var(--red); }
[data-hidden]::after { content: " (" attr(data-hidden) " hidden by the filter)"; color: var(--quiet); font-weight: 400; font-size: .9375rem; }
.blocks > [data-hidden]::after { color: inherit; }

@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 18rem minmax(0, 1fr); }
  .side { position: sticky; top: 0; height: 100vh; display: flex; flex-direction: column; gap: .75rem; padding: 1.5rem .75rem 1rem 1rem; border-right: 1px solid var(--line); border-bottom: 0; }
  .side h1 { padding: 0 .5rem; }
  nav { flex: 0 1 auto; min-height: 6rem; overflow-y: auto; }
  nav b { display: block; }
  nav > ol > li + li { margin-top: .75rem; }
  nav ol ol { padding-left: .75rem; }
  form { flex: none; max-height: 60vh; overflow-y: auto; padding: .5rem .5rem 0; border-top: 1px solid var(--line); }
}
@media (max-width: 63.99rem) {
  .side { position: sticky; top: 0; z-index: 1; }
  .side h1 { display: none; }
  nav { overflow-x: auto; }
  nav ol { display: flex; white-space: nowrap; }
  nav li { flex: none; }
  form fieldset { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  legend { float: left; width: 100%; }
}

[id] { scroll-margin-top: 1rem; }
.section > [id] { scroll-margin-top: 4rem; }
@media (max-width: 63.99rem) {
  [id] { scroll-margin-top: 6rem; }
  .section > [id] { scroll-margin-top: 9rem; }
}

article { margin: 0; }
article + article { margin-top: 4rem; }
article > header { padding: 1.25rem 1.5rem; border-radius: 10px; border: 1px solid var(--line); border-left: 6px solid var(--quiet); background: var(--card); }
article > header.blocked, article > header.failed { border-left-color: var(--red); background: var(--red-soft); }
article > header.changes { border-left-color: var(--amber); }
article > header.clean { border-left-color: var(--green); }
.verdict { margin-top: .25rem; font-size: 1.25rem; font-weight: 600; }
.verdict::first-letter { text-transform: uppercase; }
.blocked .verdict, .failed .verdict { color: var(--red); }
.changes .verdict { color: var(--amber); }
.clean .verdict { color: var(--green); }
.counts { margin-top: .5rem; font-weight: 500; font-variant-numeric: tabular-nums; }
.where { margin-top: .25rem; color: var(--quiet); font-size: .9375rem; }

.findings { margin-top: 2rem; }
.findings.blocks > h3 { color: var(--red); }
.findings.warns > h3 { color: var(--amber); }
.findings.accepted > h3 { color: var(--quiet); }
.group { margin-top: .75rem; padding: 1rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--quiet); border-radius: 10px; }
.blocks .group { border-left-color: var(--red); }
.warns .group { border-left-color: var(--amber); }
.risk { color: var(--quiet); }
.found { margin: 0; padding: 0; list-style: none; }
.found > li { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.found:first-child > li:first-child { margin-top: 0; padding-top: 0; border-top: 0; }
.found .address code { background: none; padding: 0; font-weight: 600; }
.title { font-weight: 600; }
.because { margin: .25rem 0 0; padding-left: 1.25rem; list-style: disc; }
.reason { margin-top: .25rem; }
.name { margin-top: .375rem; color: var(--quiet); font-size: .875rem; }
.how { margin-top: .75rem; color: var(--quiet); font-size: .9375rem; }

.section { margin-top: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.findings + .section, header + .section { margin-top: 2rem; }
summary { padding: .75rem 1.5rem; cursor: pointer; }
summary h3 { display: inline; margin-left: .25rem; }
summary h3 code { background: none; padding: 0; font: inherit; }
.layer summary h3::first-letter { text-transform: uppercase; }
.count { color: var(--quiet); margin: 0 .375rem; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 6px; font-size: .8125rem; line-height: 1.5rem; font-weight: 600; background: var(--code); color: var(--quiet); white-space: nowrap; }
.badge.replace, .badge.destroy, .badge.check { background: var(--red-soft); color: var(--red); }
.badge.add, .badge.passing { background: var(--green-soft); color: var(--green); }
.badge.change, .badge.drift { background: var(--amber-soft); color: var(--amber); }
.badge.output { background: var(--blue-soft); color: var(--blue); }
.entry { padding: .5rem 1.5rem; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 3rem; }
.entry[open] { padding-bottom: 1rem; contain-intrinsic-size: auto 16rem; }
.entry > summary { padding: .25rem 0; }
.found > li { content-visibility: auto; contain-intrinsic-size: auto 9rem; }
.what > code:first-of-type { background: none; padding: 0; font-weight: 600; }
.note { margin-top: .5rem; color: var(--quiet); font-size: .875rem; }

table { width: 100%; margin-top: .625rem; border-collapse: separate; border-spacing: 0; table-layout: fixed; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
thead th { padding: .25rem .75rem; font-size: .75rem; font-weight: 600; color: var(--quiet); text-align: left; }
thead th:first-child { width: 28%; }
tbody th, td { padding: .3125rem .75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font: 400 .8125rem/1.6 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
td.before { background: var(--red-soft); }
td.after { background: var(--green-soft); }
td.before, td.after { padding-left: 1.75rem; position: relative; }
td.before::before, td.after::before { position: absolute; left: .75rem; font-weight: 600; }
td.before::before { content: "−"; color: var(--red); }
td.after::before { content: "+"; color: var(--green); }
del, ins { text-decoration: none; border-radius: 3px; }
del { background: var(--red-mark); }
ins { background: var(--green-mark); }
.before del { text-decoration: line-through; text-decoration-thickness: 1px; }
.after ins { text-decoration: underline; text-underline-offset: 2px; }
.lines { padding-left: 0; padding-right: 0; }
.lines > * { display: block; padding: 0 .75rem 0 2.125rem; text-indent: -1.375rem; border-radius: 0; }
.lines del { background: var(--red-soft); }
.lines ins { background: var(--green-soft); }
.lines span { color: var(--quiet); }
.forces { display: inline-block; font-family: var(--sans); padding: 0 .375rem; border-radius: 4px; background: var(--red-soft); color: var(--red); font-size: .8125rem; font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 1.5rem; color: var(--quiet); font-size: .8125rem; }

@media (max-width: 44rem) {
  main { padding: 1rem .75rem 3rem; }
  article > header, .group, summary, .entry { padding-left: 1rem; padding-right: 1rem; }
  .side { padding: .375rem .75rem; }
  .entry > summary, form summary { padding-left: 0; padding-right: 0; }
  h2 { font-size: 1.5rem; }
  table, tbody, tr, tbody th, td { display: block; width: auto; }
  thead, td:empty { display: none; }
  tbody th { padding-bottom: .125rem; }
  tbody tr:first-child th { border-top: 0; }
  td { border-top: 0; }
}
@media print {
  body { display: block; background: none; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .side { position: static; height: auto; display: block; padding: 0; border: 0; }
  nav, form details { display: none; }
  details::details-content { content-visibility: visible; }
  .entry, .found > li { content-visibility: visible; }
  .entry, .found > li, tr { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
