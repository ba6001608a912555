import MarkdownIt from 'markdown-it';
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

export interface Element {
  readonly tag: string;
  /** `class="x"`, as the parser understood it. */
  readonly attributes: readonly string[];
  /** `details`, `ul`, from the outside. */
  readonly within: readonly string[];
}

export interface Parsed {
  readonly elements: readonly Element[];
  readonly comments: number;
  /** What the parser had to guess. */
  readonly errors: readonly string[];
  /** All text, and that outside code. */
  readonly text: string;
  readonly prose: string;
}

export function parseHtml(html: string, isPage = true): Parsed {
  const errors: string[] = [];
  const options = { onParseError: ({ code }: { readonly code: string }) => void errors.push(code) };
  return walk(isPage ? parse(html, options) : parseFragment(html, options), errors);
}

/** As CommonMark with tables, HTML and whatever looks like a link. */
export const parseMarkdown = (markdown: string): Parsed =>
  parseHtml(new MarkdownIt({ html: true, linkify: true }).render(markdown), false);

/** For a search, however a format has laid it out. */
export const squeeze = (text: string): string => text.replace(/[\s…]/g, '');

function walk(root: DefaultTreeAdapterTypes.ParentNode, errors: readonly string[]): Parsed {
  const elements: Element[] = [];
  const [text, prose]: [string[], string[]] = [[], []];
  let comments = 0;
  const visit = (node: DefaultTreeAdapterTypes.ChildNode, within: readonly string[]): void => {
    if (node.nodeName === '#comment') comments += 1;
    if ('value' in node) {
      text.push(node.value);
      if (!within.includes('code') && !within.includes('style')) prose.push(node.value);
    }
    if (!('childNodes' in node)) return;
    const attributes = node.attrs.map(({ name, value }) => `${name}="${value}"`);
    elements.push({ tag: node.tagName, attributes, within });
    for (const child of node.childNodes) visit(child, [...within, node.tagName]);
  };
  for (const child of root.childNodes) visit(child, []);
  return { elements, comments, errors, text: text.join(''), prose: prose.join('\n') };
}
