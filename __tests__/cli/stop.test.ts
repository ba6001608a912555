import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Stop } from '../../cli/stop';
import { directoryWith, pathWith } from '../deployment/project';
import { groupEnds } from '../support/group-ends';

/** @param programs that run at each press after the first */
function stopWith(...programs: readonly (readonly string[])[]) {
  const told: string[] = [];
  const said: string[] = [];
  const leave = jest.fn();
  let time = 0;
  const running = [...programs];
  const stop = new Stop({
    say: (line) => said.push(line),
    endRunning: (signal) => (told.push(signal), running.shift() ?? []),
    leave,
    now: () => time,
  });
  const press = (): void => {
    time += 1000;
    stop.press();
  };
  return { stop, press, told, said, leave, wait: (milliseconds: number) => (time += milliseconds) };
}

test('the first asks for a safe end, the second is an order, the third kills', () => {
  const { stop, press, told, said, leave } = stopWith(['terraform'], ['terraform', 'git', 'git']);
  press();
  expect([stop.signal.aborted, told]).toEqual([true, []]);
  expect(said.splice(0)).toEqual([
    'Stopping: what runs is brought to a safe end first. If that hangs, press Ctrl-C again.',
  ]);
  press();
  expect(told.splice(0)).toEqual(['SIGINT']);
  const left =
    'Of Terraform, the state may lack what was just made, and a lock may be left: docs/runbooks/stale-lock.md.';
  expect(said.splice(0)).toEqual([`Told to end at once: terraform. ${left}`, 'Ctrl-C once more kills it.']);
  press();
  expect(told).toEqual(['SIGKILL']);
  expect(said).toEqual([
    `Killed: terraform, git. ${left}`,
    'What is left to do follows. Ctrl-C once more leaves it undone.',
  ]);
  expect(leave).not.toHaveBeenCalled();
});

test('with nothing left to kill, the third leaves what goes on, and the second has said so', () => {
  const { press, said, leave } = stopWith();
  press();
  press();
  expect(said.at(-1)).toBe(
    'No program runs: this is the rest, such as putting functions back. Ctrl-C once more leaves it undone.',
  );
  expect(leave).not.toHaveBeenCalled();
  press();
  expect(said.at(-1)).toBe('Left at once. See what serves: bin/trinity status ENVIRONMENT.');
  expect(leave).toHaveBeenCalledTimes(1);
});

test('a press that comes twice, from the terminal and from who passes it on, is one', () => {
  const { stop, press, told, wait } = stopWith(['terraform']);
  press();
  wait(5);
  stop.press();
  expect(told).toEqual([]);
  press();
  expect(told).toEqual(['SIGINT']);
});

test('a Terraform that hangs and hears nothing: three times Ctrl-C end the command, and leave no process', async () => {
  const here = directoryWith();
  const hangs = `trap '' INT; echo $$ > ${here}/pid; while :; do sleep 0.05; done`;
  const env = {
    PATH: `${pathWith({ terraform: hangs })}:${process.env.PATH}`,
    HOME: here,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9', // the discard port, at which nobody listens
  };
  const args = ['bin/trinity', 'preflight', 'dev', '--skip-gates', 'a test'];
  const child = spawn(process.execPath, args, {
    cwd: join(__dirname, '../..'),
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = once(child, 'close');
  const said = createInterface({ input: child.stderr });
  while (!existsSync(join(here, 'pid'))) await new Promise((resolve) => setTimeout(resolve, 50));
  const lines: string[] = [];
  child.kill('SIGINT');
  for await (const line of said) {
    lines.push(line);
    if (!/^Stopping|^Ctrl-C once more kills/.test(line)) continue;
    await new Promise((resolve) => setTimeout(resolve, 400)); // sooner, it would be the same press
    child.kill('SIGINT');
  }
  expect(await closed).toEqual([130, null]);
  expect(lines).toContainEqual(expect.stringMatching(/^Told to end at once: terraform\. /));
  expect(lines).toContainEqual(expect.stringMatching(/^Killed: terraform\. /));
  await groupEnds(Number(readFileSync(join(here, 'pid'), 'utf8')));
});
