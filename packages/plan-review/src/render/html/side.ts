import { markup, type Html } from './template';

/** What stands in the index of a page: something, and its parts. */
export interface Listed {
  readonly id: string;
  /** Class that colours it. */
  readonly look: string;
  readonly name: string;
  readonly verdict: string;
  readonly parts: readonly { readonly anchor: string; readonly look: string; readonly title: Html }[];
}

/** What leads to each part of the page, as they stand there. */
export const navigation = (all: readonly Listed[]): Html => markup`
<nav aria-label="Contents"><ol>${all.map(
  ({ id, look, name, verdict, parts }) => markup`
<li class="${look}"><a href="#${id}">${name} <b>${verdict}</b></a>
<ol>${parts.map(
    (part) => markup`
<li class="${part.look}"><a href="#${part.anchor}">${part.title}</a></li>`,
  )}
</ol></li>`,
)}
</ol></nav>`;

/**
 * By words and by kind; hidden until the page's script is there to do it.
 *
 * @param words what they are words of
 * @param kinds with their names, the worst first
 */
export const filterForm = (words: string, kinds: readonly (readonly [kind: string, name: string])[]): Html => markup`
<form role="search" aria-label="Filter" autocomplete="off" hidden>
<details><summary>Filter</summary>
<label class="address">${words}<input type="search" name="words" spellcheck="false"></label>
<fieldset><legend>Only</legend>${kinds.map(
  ([kind, name]) => markup`
<label><input type="checkbox" name="kind" value="${kind}"> ${name}</label>`,
)}
</fieldset>
<button type="reset">Show all</button>
</details>
<p class="shown" role="status"></p>
</form>`;
