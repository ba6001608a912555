import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { confirm } from '../../cli/commands';

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
