import { optionRow, row, wrapped, type Option } from '../packages/plan-review/src/cli/help';
import { COMMANDS } from './commands';
import type { Command } from './commands/command';
import { exitCodesInWords } from './exit-codes';

/** @param command the one that is asked about. Default: what there is */
export function usage(command?: Command): string {
  const exitCodes = wrapped(exitCodesInWords(), 0).replaceAll('\u00a0', ' ');
  if (command === undefined) {
    return `Deploys Trinity's environments and looks after them.

  bin/trinity COMMAND ENVIRONMENT [options]

${COMMANDS.map((one) => row(form(one), one.does)).join('\n')}

${allOptions()
  .map(([name, option, commands]) => optionRow(name, option, commands && `${commands}: `))
  .join('\n')}
${row('-h, --help', 'bin/trinity COMMAND --help says what goes with it')}
${row('-v, --version', 'of Trinity, and of Node')}

${exitCodes}`;
  }
  const { does, options, examples } = command;
  return `${wrapped(`${does.replace(/^./, (first) => first.toUpperCase())}.`, 0)}

  bin/trinity ${form(command)} [options]

${Object.entries(options)
  .map(([name, option]) => optionRow(name, option))
  .join('\n')}

For example:
${examples.map((line) => `  bin/trinity ${line}`).join('\n')}

${exitCodes}`;
}

const form = ({ name, on, operands }: Command): string =>
  [name, on !== 'project' && 'ENV', operands].filter(Boolean).join(' ');

/** Each once, with the commands that it goes with; what goes with all of them comes last, and names none. */
function allOptions(): [name: string, option: Option, commands: string][] {
  const all = new Map(COMMANDS.flatMap(({ options }) => Object.entries(options).map(([name, one]) => [one, name])));
  const rows = [...all].map(([option, name]): [string, Option, string] => {
    const commands = COMMANDS.filter(({ options }) => Object.values(options).includes(option));
    return [name, option, commands.length < COMMANDS.length ? commands.map((one) => one.name).join(', ') : ''];
  });
  return [...rows.filter(([, , commands]) => commands !== ''), ...rows.filter(([, , commands]) => commands === '')];
}
