/** A string of a Terraform JSON configuration: text and `${…}` in turn. */
export type TemplatePart = { text: string } | { expression: string };

/** One step of a reference: `.name`, `["key"]` or `[0]`. */
export type Step = string | number;

/** Splits a template. `$${` and `%%{` are the literal `${` and `%{`. A `%{…}` directive comes as an expression that is no reference. */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = '';
  let at = 0;
  while (at < template.length) {
    const opening = template.slice(at, at + 3);
    if (opening === '$${' || opening === '%%{') {
      text += opening.slice(1);
      at += 3;
    } else if (opening.startsWith('${') || opening.startsWith('%{')) {
      const end = findClosingBrace(template, at + 2);
      if (text !== '') parts.push({ text });
      text = '';
      parts.push({
        expression: opening.startsWith('$') ? template.slice(at + 2, end).trim() : template.slice(at, end + 1),
      });
      at = end + 1;
    } else {
      text += template.charAt(at);
      at += 1;
    }
  }
  if (text !== '' || parts.length === 0) parts.push({ text });
  return parts;
}

/** Braces nest, and those in quoted strings do not count. The end of the template when the brace is never closed. */
function findClosingBrace(template: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < template.length; at += 1) {
    const character = template.charAt(at);
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return template.length;
}

const name = /^[A-Za-z_][\w-]*/;
const step = /^(?:\.([A-Za-z_][\w-]*)|\[(?:"([^"\\]*)"|(\d+))\])/;

/** The steps of `aws_appsync_graphql_api.api.uris["GRAPHQL"]`. @returns undefined when the expression is more than a reference */
export function parseReference(expression: string): Step[] | undefined {
  const first = name.exec(expression)?.[0];
  if (first === undefined) return undefined;
  const steps: Step[] = [first];
  let rest = expression.slice(first.length);
  while (rest !== '') {
    const match = step.exec(rest);
    if (match === null) return undefined;
    steps.push(match[3] === undefined ? (match[1] ?? match[2] ?? '') : Number(match[3]));
    rest = rest.slice(match[0].length);
  }
  return steps;
}
