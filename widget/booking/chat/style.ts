import type { Settings } from './attributes';

/** Black or white, whichever is read better on a colour: one of them has a contrast of 4.5 with each. @param accent `#rrggbb` */
export function inkOn(accent: string): string {
  const channels = [1, 3, 5].map((at) => parseInt(accent.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#000000';
}

/**
 * What stands in `:host` with `!important` goes before whatever the page says of its elements, important or not: nothing of the page gets
 * inside. `medium` is the size that the visitor has chosen in the browser.
 */
export const styleOf = ({ side, accent }: Pick<Settings, 'side' | 'accent'>): string => `
:host {
  all: initial !important;
  position: fixed !important;
  bottom: 1em !important;
  ${side}: 1em !important;
  z-index: 2147483647 !important;
  display: block !important;
  direction: ltr !important;
  font: medium/1.45 system-ui, sans-serif !important;
  color-scheme: light dark !important;
  --accent: ${accent}; --on-accent: ${inkOn(accent)};
  --paper: #fff; --ink: #1c1c1e; --soft: #f1f2f4; --line: #696e75; --warn: #a3170b;
}
@media (prefers-color-scheme: dark) {
  :host { --paper: #1c1c1e; --ink: #f4f4f5; --soft: #2d2e31; --line: #96999e; --warn: #ffb3a8; }
}
@media (max-width: 30em) { :host { bottom: .5em !important; ${side}: .5em !important; } }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, textarea { font: inherit; color: inherit; margin: 0; }
button { min-height: 2.75em; border: 1px solid var(--line); border-radius: .6em; padding: 0 .9em; background: var(--paper); color: var(--ink); cursor: pointer; }
button.accent { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--paper); }
.launch { display: flex; align-items: center; gap: .5em; border-radius: 2em; padding: 0 1.2em; min-height: 3.5em; box-shadow: 0 2px 12px #0006; }
.news { margin: 0; max-width: 20em; }
.news:not(:empty) { margin-bottom: .5em; border: 1px solid var(--line); border-radius: .9em; padding: .55em .85em; background: var(--paper); color: var(--ink); }
.launch svg { width: 1.5em; height: 1.5em; fill: currentColor; }
dialog { position: static; border: 1px solid var(--line); border-radius: .9em; margin: 0; padding: 0; overflow: hidden; width: 24em; max-width: calc(100vw - 1em); height: 36em; max-height: calc(100vh - 1em); max-height: calc(100dvh - 1em); background: var(--paper); color: var(--ink); box-shadow: 0 6px 30px #0006; }
dialog[open] { display: flex; flex-direction: column; }
header { display: flex; align-items: center; justify-content: space-between; gap: .5em; padding: .4em .4em .4em 1em; background: var(--accent); color: var(--on-accent); }
header p { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
header button { min-width: 2.75em; padding: 0; border-color: transparent; background: transparent; color: inherit; }
header button:focus-visible { outline-color: var(--on-accent); outline-offset: -4px; box-shadow: none; }
.log { position: relative; flex: 1; min-height: 4em; overflow-y: auto; overscroll-behavior: contain; padding: 1em; display: flex; flex-direction: column; gap: .7em; }
.log:focus-visible { outline-offset: -3px; box-shadow: none; }
.log > * { max-width: 88%; border-radius: .9em; padding: .55em .85em; overflow-wrap: anywhere; }
.log p { margin: 0; white-space: pre-line; }
.log p + p { margin-top: .5em; }
.theirs { align-self: flex-start; background: var(--soft); }
.mine { align-self: flex-end; background: var(--accent); color: var(--on-accent); }
.mine.unsent { background: var(--paper); color: var(--ink); border: 2px dashed var(--line); }
.mark { display: block; font-size: .85em; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.card { margin-top: .6em; border: 1px solid var(--line); border-radius: .6em; padding: .7em; background: var(--paper); }
.card p:first-child { font-weight: 600; }
.card button { margin: .5em .5em 0 0; }
.card.cancelled .when { text-decoration: line-through; }
.dots { align-self: flex-start; background: var(--soft); letter-spacing: .2em; }
.status { margin: 0; padding: 0 1em; color: var(--warn); }
.status:not(:empty) { padding-block: .4em; }
.again { margin: 0 1em .5em; align-self: flex-start; }
.write { display: flex; align-items: flex-end; gap: .5em; padding: .6em; border-top: 1px solid var(--line); }
::placeholder { color: inherit; opacity: .75; }
textarea { flex: 1; min-width: 0; resize: none; border: 1px solid var(--line); border-radius: .6em; padding: .6em .7em; background: var(--paper); max-height: 7em; field-sizing: content; }
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise .15s ease-out; }
  .dots { animation: wait 1s ease-in-out infinite alternate; }
  @keyframes rise { from { transform: translateY(1em); opacity: 0; } }
  @keyframes wait { from { opacity: .4; } }
}
`;
