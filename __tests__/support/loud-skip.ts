import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';

/** How each tool is asked for, and what its absence leaves untested. */
const tools = {
  java: { command: ['java', '-version'], gives: 'Amazon DynamoDB Local' },
  terraform: { command: ['terraform', '-version'], gives: 'terraform validate and plan' },
  bash: { command: ['bash', '--version'], gives: 'commands as a page has them' },
  curl: { command: ['curl', '--version'], gives: 'requests as a page has them' },
  chromium: { command: ['chromium', '--version'], gives: 'a browser' },
  'cfn-lint': { command: ['cfn-lint', '--version'], gives: "AWS's names of IAM actions" },
  moto_server: { command: ['moto_server', '--help'], gives: 'an emulated AWS account' },
} as const;

export type Tool = keyof typeof tools;

/** `describe` where the tools exist; otherwise `describeUnless` says which do not. */
export function describeWith(wanted: Tool | Tool[], name: string, suite: () => void): void {
  describeUnless(whyMissing([wanted].flat()), name, suite);
}

/** Which of the tools do not answer on this machine; undefined when all do. */
export function whyMissing(wanted: Tool[]): string | undefined {
  const absent = missing(wanted).map((tool) => `no \`${tool}\` on the PATH (${tools[tool].gives})`);
  return absent.length > 0 ? absent.join(', ') : undefined;
}

/**
 * `describe` unless there is a reason why the suite cannot run here. Then its tests count as skipped and a banner on
 * stderr says which suite did not run, for want of what: a green run without them must not look like a green run with
 * them.
 */
export function describeUnless(why: string | undefined, name: string, suite: () => void): void {
  if (why === undefined) return describe(name, suite);
  // Not console: jest keeps its output back for passing files in some reporters.
  writeSync(2, `\n!!! NOT RUN: ${name}\n!!! ${why}\n\n`);
  describe.skip(`${name} [NOT RUN: ${why}]`, suite);
}

const answers = new Map<Tool, boolean>();

function missing(wanted: Tool[]): Tool[] {
  return wanted.filter((tool) => {
    const known = answers.get(tool);
    if (known !== undefined) return !known;
    const [command, ...args] = tools[tool].command;
    const present = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
    answers.set(tool, present);
    return !present;
  });
}
