import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { endOf, errorJson, sayEnd } from '../../programs/end';
import { CommandError, OutsideError } from '../../programs/errors';
import { UsageError, UserError } from '../../programs/user-error';

class Refusal extends CommandError<'declined'> {}

const CODES = { usage: 2, declined: 13, outside: 7 };

describe('the end of a program', () => {
  test('what a person did: the message, as it is', () => {
    expect(endOf(new UserError('The\ttable\nis gone.'), { help: 'x' })).toEqual({
      stage: 'invalid',
      reason: 'The\ttable\nis gone.',
      next: '',
      lines: ['The\ttable\nis gone.'],
      exitCode: 1,
    });
    expect(endOf(new UserError('Gone.', { next: 'Restore it.' })).lines).toEqual(['Gone.', 'Restore it.']);
  });

  test('a command line: where it is explained, and a code of its own', () => {
    const error = new UsageError('Unknown option.');
    expect(endOf(error, { help: '--help shows all.' })).toMatchObject({
      stage: 'usage',
      lines: ['Unknown option.', '--help shows all.'],
      exitCode: 64,
    });
    expect(endOf(error, { exitCodes: CODES })).toMatchObject({ lines: ['Unknown option.'], exitCode: 2 });
  });

  test('what the outside did: the operation, its words, and what to do, with every character seen', () => {
    const cause = new Error('ECONNRESET');
    const error = new OutsideError('Not\u202e there.', { operation: 'DynamoDB PutItem', next: 'Wait.\nAgain.', cause });
    expect(error.cause).toBe(cause);
    expect(endOf(error, { exitCodes: CODES })).toEqual({
      stage: 'outside',
      reason: 'DynamoDB PutItem: Not\u202e there.',
      next: 'Wait.\nAgain.',
      lines: ['DynamoDB PutItem: Not\\u202e there.', 'next: Wait.', 'next: Again.'],
      exitCode: 7,
    });
  });

  test('a command: by its stage; what is reported is not said again', () => {
    const end = endOf(new Refusal('declined', 'No.', 'Ask.'), { exitCodes: CODES });
    expect(end).toMatchObject({ stage: 'declined', lines: ['No.', 'next: Ask.'], exitCode: 13 });
    expect(errorJson(end)).toEqual({ error: { stage: 'declined', reason: 'No.', next: ['Ask.'] } });
    expect(endOf(new Refusal('declined', 'No.', 'Ask.', { reported: true }))).toMatchObject({
      reason: 'No.',
      lines: [],
    });
  });

  test('anything else is a bug: its stack, and 1', () => {
    const bug = new TypeError('x is not a function');
    expect(endOf(bug, { exitCodes: CODES, program: 'plan-review' })).toEqual({
      stage: 'bug',
      reason: 'TypeError: x is not a function',
      next: 'This is a fault of plan-review itself: report it.',
      lines: [bug.stack],
      exitCode: 1,
    });
    expect(endOf('thrown')).toMatchObject({ stage: 'bug', lines: ['thrown'] });
    expect(() => sayEnd(bug)).toThrow(bug);
  });

  test('a code is looked for among the codes alone', () => {
    expect(
      endOf(new (class extends CommandError<'constructor'> {})('constructor', 'x', 'y'), { exitCodes: CODES }).exitCode,
    ).toBe(1);
  });
});

/** What a program says that catches nothing. */
function saidOf(thrown: string) {
  const program = `const { UserError, UsageError } = require('./programs/user-error.ts'); ${thrown}`;
  const { status, stderr } = spawnSync(process.execPath, ['--require', './bin/run.cjs', '--eval', program], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
  return { status, stderr };
}

test.each([
  ["throw new UserError('Gone.')", 1, /^Gone\.\n$/],
  ["Promise.reject(new UsageError('What?'))", 64, /^What\?\n$/],
  ["throw new TypeError('x')", 1, /^TypeError: x\n +at /m],
  ["throw 'x'", 1, /^x\n$/],
])('uncaught, %s ends so, too', (thrown, status, stderr) => {
  expect(saidOf(thrown)).toEqual({ status, stderr: expect.stringMatching(stderr) as string });
});
