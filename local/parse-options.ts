import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../environments/nearest';
import { isError, messageOf } from './user-error';

/**
 * What node:util's `parseArgs` parses, positionals among it.
 *
 * @param refuse makes the error of what was not understood: `Unknown option '--prot'. Did you mean --port?`
 */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
  refuse: (message: string, cause: unknown) => Error,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // Node's first sentence names the option; the rest is about quoting.
    const [sentence] = messageOf(error).split(/\.\s/);
    const unknown = isError(error) && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const [, name = ''] = (unknown && /'--([^']+)'/.exec(sentence!)) || [];
    const meant = nearest(name, Object.keys(options));
    throw refuse(`${sentence?.replace(/\.$/, '')}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`, error);
  }
}
