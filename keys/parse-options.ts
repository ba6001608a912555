import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from './nearest';

/** What every program of the project takes. */
const SHARED = {
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/**
 * What node:util's `parseArgs` parses, positionals, `help` and `version` among it.
 *
 * @param refuse makes the error of what was not understood: `Unknown option '--prot'. Did you mean --port?`
 */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  refuse: (message: string, cause: unknown) => Error,
) {
  const all = { ...options, ...SHARED };
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: all });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const [sentence] = message.split(/\.\s/); // the rest is about quoting
    const [, name = ''] = (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && /'--([^']+)'/.exec(sentence!)) || [];
    const meant = nearest(name, Object.keys(all));
    throw refuse(`${sentence?.replace(/\.$/, '')}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`, error);
  }
}
