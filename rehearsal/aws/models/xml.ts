import { UnreadableRequest } from './unreadable';

/** An element of a request's body. Namespaces count for nothing: `xsi:type` is `type`. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** What stands in it beside its children. */
  readonly text: string;
}

const TOKEN =
  /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;

/** Reads XML as AWS's clients write it: elements, attributes, text; no document type. @throws UnreadableRequest */
export function parseXml(xml: string): Element {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) throw noXml(`at ${at}`);
    const [, cdata, closing, opening, attributes = '', empty, text] = token;
    const top = open.at(-1)!;
    if (opening !== undefined) {
      const element: Open = { name: local(opening), attributes: attributesOf(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty === '') open.push(element);
    } else if (closing !== undefined) {
      if (open.length === 1 || top.name !== local(closing)) throw noXml(`</${closing}>`);
      open.pop();
    } else {
      top.text += cdata ?? unescape(text ?? '');
    }
  }
  const [first, ...others] = root.children;
  if (open.length > 1 || !first || others.length > 0 || root.text.trim() !== '') throw noXml('its end');
  return first;
}

const noXml = (where: string) => new UnreadableRequest(`it is no XML: ${where}`);

interface Open extends Element {
  readonly children: Open[];
  text: string;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      local(name),
      unescape(double ?? single ?? ''),
    ]),
  );

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const unescape = (text: string): string =>
  text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
  });
