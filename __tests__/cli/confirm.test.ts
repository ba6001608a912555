import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { agree, confirm } from '../../cli/commands';

/** A terminal at which these keys are typed as soon as it asks. */
function terminal(keys: string | undefined, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => input });
  const prompt = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  prompt.once('data', () => keys !== undefined && input.write(keys));
  return { input: input as unknown as ReadStream, prompt: prompt as unknown as WriteStream };
}
const ask = (keys: string | undefined, signal = new AbortController().signal) =>
  confirm('staging', signal, terminal(keys));

test.each([
  ['the name', 'staging\r', true],
  ['the name and spaces', ' staging \r', true],
  ['yes', 'yes\r', false],
  ['nothing', '\r', false],
  ['another environment', 'prod\r', false],
  ['Ctrl-C', '\u0003', false],
  ['Ctrl-D', '\u0004', false],
])('%s', async (_, keys, expected) => {
  await expect(ask(keys)).resolves.toBe(expected);
});

test('a signal ends the question', async () => {
  const controller = new AbortController();
  const asking = ask(undefined, controller.signal);
  controller.abort();
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
});

test('without a terminal nobody is asked', async () => {
  const asking = confirm('staging', new AbortController().signal, terminal('staging\r', false));
  await expect(asking).rejects.toMatchObject({
    stage: 'declined',
    message: 'There is no terminal to ask for a confirmation.',
    next: 'Run npx trinity deploy staging in one, or with --yes.',
  });
});

describe('--yes', () => {
  const change = (action: 'change' | 'destroy', name: string) => ({
    address: `aws_dynamodb_table.${name}`,
    type: 'aws_dynamodb_table',
    action,
    replacedBy: [],
    attributes: [],
  });
  const accepted = { 'stateful-loss/aws_dynamodb_table.old': 'its items were moved' };

  it('agrees to what loses nothing, and to a loss that is accepted by its name', () => {
    expect(agree({ changes: [change('change', 'rooms')] }, {})).toBe(true);
    expect(agree({ changes: [change('destroy', 'old')] }, accepted)).toBe(true);
  });

  it('does not answer for any other loss', () => {
    expect(() => agree({ changes: [change('destroy', 'old'), change('destroy', 'rooms')] }, accepted)).toThrow(
      expect.objectContaining({
        stage: 'declined',
        message:
          '--yes does not answer for what cannot be brought back: aws_dynamodb_table.rooms (destroy: its items).',
        next: expect.stringContaining("--accept 'stateful-loss/aws_dynamodb_table.rooms=WHY'") as string,
      }) as Error,
    );
  });
});
