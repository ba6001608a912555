import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../keys/nearest';
import { own } from '../keys/own';
import { isError, messageOf } from './user-error';

/** What every program of the project takes. */
const SHARED = {
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** What a program says instead of running; undefined when it was not asked for. */
export const askedFor = (
  { help, version }: { readonly help: boolean; readonly version: boolean },
  usage: string,
): string | undefined => (version ? versionLine() : help ? usage.trimEnd() : undefined);

/** Of package.json, and the Node that runs it. */
export function versionLine(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return `trinity ${version}, Node ${process.versions.node}`;
}

/**
 * What node:util's `parseArgs` parses, positionals, `help` and `version` among it.
 *
 * @param options what their `value` and `help` say of them is said of one whose value is missing
 * @param refuse makes the error of what was not understood: `Unknown option '--prot'. Did you mean --port?`; given the name of an option
 *   whose value is missing
 */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  refuse: (message: string, cause: unknown, valueless?: string) => Error,
) {
  const all = { ...options, ...SHARED };
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: all });
  } catch (error) {
    const [, valueless] = /^Option '(?:-\w, )?--(\S+) <value>' argument missing/.exec(messageOf(error)) ?? [];
    if (valueless !== undefined)
      throw refuse(describeValue(valueless, own<Worded>(all as Record<string, object>, valueless)), error, valueless);
    // Node's first sentence names the option; the rest is about quoting.
    const [sentence] = messageOf(error).split(/\.\s/);
    const unknown = isError(error) && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const [, name = ''] = (unknown && /'--([^']+)'/.exec(sentence!)) || [];
    const meant = nearest(name, Object.keys(all));
    throw refuse(`${sentence?.replace(/\.$/, '')}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`, error);
  }
}

/** What the help says of an option. */
interface Worded {
  readonly value?: string;
  readonly help?: string;
}

/** `--port wants N: of the endpoint.` */
function describeValue(name: string, { value = 'a value', help }: Worded = {}): string {
  return `--${name} wants ${value}${help === undefined ? '' : `: ${help}`}.`;
}
