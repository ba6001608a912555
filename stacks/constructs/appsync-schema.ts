import { GraphQLError } from 'graphql/error';
import { type DocumentNode, Kind, parse, visit, type StringValueNode } from 'graphql/language';
import { SynthesisError } from '../errors';

/**
 * A schema as AppSync takes it. Its parser is older than descriptions: it refuses some of them and drops others, and
 * takes the comment above a definition for its description instead, but not above an enum's value
 * (aws/aws-appsync-community, issues 38, 55 and 410). So descriptions become comments; those of enum values go.
 *
 * @param sdl GraphQL SDL, which can be parsed
 * @param directives of every type of objects. Default: none
 */
export function appsyncSchema(sdl: string, directives: readonly string[] = []): string {
  const replacements: { from: number; to: number; by: string }[] = [];
  visit(parse(sdl), {
    enter: (node) => {
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
        const { end } = [node.name, ...(node.interfaces ?? []), ...(node.directives ?? [])].at(-1)!.loc!;
        replacements.push({ from: end, to: end, by: directives.map((name) => ` @${name}`).join('') });
      }
      if (!('description' in node) || !node.description) return;
      const { start, endToken } = node.description.loc!;
      const by = node.kind === Kind.ENUM_VALUE_DEFINITION ? '' : comment(node.description, indentation(sdl, start));
      replacements.push({ from: start, to: endToken.next!.start, by });
    },
  });
  replacements.sort((one, other) => one.from - other.from);
  return replacements.reduceRight((text, { from, to, by }) => text.slice(0, from) + by + text.slice(to), sdl);
}

function comment(description: StringValueNode, indent: string): string {
  return description.value
    .split('\n')
    .map((line) => `${`# ${line}`.trimEnd()}\n${indent}`)
    .join('');
}

/** The white space at the start of the line that has this position. */
function indentation(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position) + 1, position);
  return /^\s*/.exec(line)![0];
}

/** @param file that it is from @throws SynthesisError with file and line */
export function parseSchema(sdl: string, file: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
    throw new SynthesisError(`${file}:${line}:${column}  ${error.message}`, { cause: error });
  }
}
