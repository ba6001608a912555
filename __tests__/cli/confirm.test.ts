import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { agree, confirm } from '../../cli/confirm';
import type { Finding } from '../../packages/plan-review/src/schema';
import { findingOf } from '../review/render/reviews';

/** A terminal at which these keys are typed as soon as it asks. */
function terminal(keys: string | undefined, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => input });
  const prompt = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  prompt.once('data', () => keys !== undefined && input.write(keys));
  return { input: input as unknown as ReadStream, prompt: prompt as unknown as WriteStream };
}
const question = { name: 'staging', command: 'deploy staging', to: 'apply this plan' };
const ask = (keys: string | undefined, signal = new AbortController().signal) =>
  confirm(question, signal, terminal(keys));

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
  const asking = confirm(question, new AbortController().signal, terminal('staging\r', false));
  await expect(asking).rejects.toMatchObject({
    stage: 'declined',
    message: 'There is no terminal to ask for a confirmation.',
    next: 'Run bin/trinity deploy staging in one, or with --yes.',
  });
});

test('each command asks for what it does', async () => {
  const destroy = { name: 'dev', command: 'destroy dev', to: 'destroy all of it' };
  const { signal } = new AbortController();
  const { input, prompt } = terminal('dev\r');
  let said = '';
  prompt.on('data', (text: Buffer) => (said += text.toString()));
  await expect(confirm(destroy, signal, { input, prompt })).resolves.toBe(true);
  expect(said).toContain('Type dev to destroy all of it: ');
  await expect(confirm(destroy, signal, terminal('', false))).rejects.toMatchObject({
    next: 'Run bin/trinity destroy dev in one, or with --yes.',
  });
});

describe('--yes', () => {
  const finding = (name: string, more: Partial<Finding> = {}) => findingOf({ name, title: 'It is replaced.', ...more });
  const of = (...findings: Finding[]) => ({ name: 'staging', findings });

  it('agrees to what does not block, and to what is accepted by its name', () => {
    expect(agree(of())).toBe(true);
    expect(agree(of(finding('a/b#00000000', { blocks: false }), finding('a/c#00000000', { accepted: 'old' })))).toBe(
      true,
    );
  });

  it('does not answer for any finding that blocks, whatever its rule, and says each by its name', () => {
    const wide = finding('iam-widened/aws_iam_role_policy.a#0badcafe', { title: 'More is allowed than before.' });
    const findings = [
      finding('stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b'),
      wide,
      finding('a/b', { accepted: 'x' }),
    ];
    expect(() => agree(of(...findings))).toThrow(
      expect.objectContaining({
        stage: 'declined',
        message: [
          '--yes does not answer for what blocks: 2 findings.',
          'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b: It is replaced.',
          'iam-widened/aws_iam_role_policy.a#0badcafe: More is allowed than before.',
        ].join('\n'),
        next: "Look at the plan, and deploy in a terminal, which asks, or accept each by its name and with a reason: --accept 'NAME=WHY', or review.accept in environments/staging.ts.",
      }) as Error,
    );
  });

  test('of a copy, which takes over nothing of what a file accepts, the file is not named', () => {
    const copy = { ...of(finding('stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b')), name: 'dev-ana' };
    expect(() => agree(copy)).toThrow(
      expect.objectContaining({ next: expect.stringMatching(/--accept 'NAME=WHY'\.$/) as string }) as Error,
    );
  });
});
