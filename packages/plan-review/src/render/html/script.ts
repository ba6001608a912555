/**
 * All that runs on the page; the page's policy names it by its hash. It reads texts and sets properties, and never makes
 * markup of anything. Without it, the index and what folds work as they are, and the filter is not there.
 */
export const SCRIPT = `'use strict';
const form = document.querySelector('form');
const sections = [...document.querySelectorAll('.section, .findings')].map((element) => ({
  element,
  heading: element.querySelector('h3, summary'),
  wasOpen: element.open,
  items: [...element.querySelectorAll('[data-kind]')].map((item) => ({
    item,
    kind: item.dataset.kind,
    text: [...item.querySelectorAll('.what, .address, .name')].map((one) => one.textContent).join(' ').toLowerCase(),
  })),
}));
let isFiltered = false;

function apply() {
  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const kinds = [...form.querySelectorAll('[name=kind]:checked')].map(({ value }) => value);
  const wasFiltered = isFiltered;
  isFiltered = words.length + kinds.length > 0;
  let [all, shown, blocking] = [0, 0, 0];
  for (const section of sections) {
    const { element, heading, items } = section;
    if (!wasFiltered) section.wasOpen = element.open;
    let mine = 0;
    for (const { item, kind, text } of items) {
      const isShown = (kinds.length === 0 || kinds.includes(kind)) && words.every((word) => text.includes(word));
      item.hidden = !isShown;
      if (isShown) mine += 1;
      else if (kind === 'blocks') blocking += 1;
    }
    for (const group of element.querySelectorAll('.group')) group.hidden = !group.querySelector('.found > :not([hidden])');
    if (mine < items.length) heading.dataset.hidden = items.length - mine;
    else delete heading.dataset.hidden;
    if (isFiltered) element.open = mine > 0;
    else if (wasFiltered) element.open = section.wasOpen;
    all += items.length;
    shown += mine;
  }
  const lost = blocking === 1 ? '1 finding that blocks is' : blocking + ' findings that block are';
  const status = form.querySelector('.shown');
  status.textContent = isFiltered ? shown + ' of ' + all + ' shown.' + (blocking > 0 ? ' ' + lost + ' hidden.' : '') : '';
  status.classList.toggle('blocks', blocking > 0);
}

if (form) {
  form.hidden = false;
  form.querySelector('details').open = matchMedia('(min-width: 64rem)').matches;
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
}

// Browsers that do not unfold what a link leads to, or what is printed.
const unfold = () => {
  const details = document.getElementById(location.hash.slice(1))?.closest('details');
  if (details) details.open = true;
};
addEventListener('hashchange', unfold);
unfold();
let folded = [];
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('main details:not([open])')];
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});
`;
