import type { AST } from 'eslint';
import { FieldError } from '../errors';
import type { PlaceOf } from '../place';
import { EarlyReturn } from './halt';
import type { Handler, Realm, Thrown } from './realm';
import { toFactory } from './transform';

/** How a handler ended. */
export type Ending =
  { readonly kind: 'returned'; readonly value: unknown } | { readonly kind: 'early'; readonly by: EarlyReturn };

/** The code of one resolver or AppSync function, ready to run. */
export interface CodeUnit {
  /** `Query.roomMovies`, `function start-fill`. */
  readonly where: string;
  /** @throws FieldError when the code raised an error, or broke */
  run(handler: 'request' | 'response', ctx: unknown): Ending;
}

export interface CodeUnitProps {
  readonly where: string;
  readonly code: string;
  /** Where the code was bundled from. */
  readonly placeOf: PlaceOf | undefined;
  /** The checked code, parsed. */
  readonly program: AST.Program;
  readonly realm: Realm;
  /** What the code imports, by module. */
  readonly modules: Readonly<Record<string, unknown>>;
  /** Told what broke, in full: the client only learns that something did. */
  readonly onBroken: (where: string, handler: string, thrown: Thrown) => void;
}

export function createCodeUnit({ where, code, placeOf, program, realm, modules, onBroken }: CodeUnitProps): CodeUnit {
  const { source, inCode } = toFactory(code, program, realm.operators !== undefined);
  const name = `${where.replace(' ', '.')}.js`;
  const factory = realm.evaluate(source, name);
  const inSource = (frame: string): string => {
    const [, start, file, ...numbers] = /^(.*?)([^\s(]+):(\d+):(\d+)\)?$/.exec(frame) ?? [];
    if (file !== name) return frame;
    const [line, column] = inCode(...(numbers.map(Number) as [number, number]));
    const place = placeOf?.(line, column) ?? { file, line, column };
    return `${start}${place.file}:${place.line}:${place.column}${frame.endsWith(')') ? ')' : ''}`;
  };
  // Only for-of can go on for ever: other loops and recursion are refused, and array methods visit what was there at first.
  const mayLoop = contains(program, 'ForOfStatement');

  return {
    where,
    run(handlerName, ctx) {
      try {
        // Evaluated anew for each call: what the module's top level holds does not outlive a request in AppSync.
        const handler: Handler = factory(modules)[handlerName];
        return { kind: 'returned', value: mayLoop ? realm.callWithin(handler, ctx) : handler(ctx) };
      } catch (error) {
        if (error instanceof EarlyReturn) return { kind: 'early', by: error };
        if (error instanceof FieldError) throw error;
        const { message, frames } = realm.describe(error);
        onBroken(where, handlerName, { message, frames: frames.map(inSource) });
        throw new FieldError('Runtime Error', 'Code');
      }
    },
  };
}

function contains(node: unknown, type: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some((each) => contains(each, type));
  if ((node as { type?: unknown }).type === type) return true;
  return Object.entries(node).some(([name, child]) => name !== 'parent' && contains(child, type));
}
