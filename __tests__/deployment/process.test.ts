import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endRunning, runProcess } from '../../deployment/process';
import { groupEnds } from '../support/group-ends';
import { directoryWith } from './project';

const options = () => ({ cwd: directoryWith(), env: { PATH: process.env.PATH } });

test('what a program said, and how it ended', async () => {
  const lines: string[] = [];
  const script = 'echo one; printf two; echo three >&2; exit 3';
  const finished = await runProcess('sh', ['-c', script], { ...options(), onLine: (line) => lines.push(line) });
  expect(finished).toEqual({ status: 3, wasHurried: false, stdout: 'one\ntwo\n', stderr: 'three\n' });
  expect(lines).toEqual(['one', 'two']);
});

test('ended by a signal, it has no status', async () => {
  await expect(runProcess('sh', ['-c', 'kill -9 $$'], options())).resolves.toMatchObject({ status: null });
});

test('it sees the environment that it is given, and no other', async () => {
  const env = { PATH: process.env.PATH, ONLY: 'this' };
  const { stdout } = await runProcess('env', [], { ...options(), env });
  expect(stdout.split('\n').filter((line) => !/^(PWD|SHLVL|_)=/.test(line))).toEqual(
    expect.arrayContaining(['ONLY=this']),
  );
  expect(stdout).not.toContain('JEST_WORKER_ID');
});

test('a program that is not there', async () => {
  await expect(runProcess('trinity-no-such-program', [], options())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('aborted before, nothing is started', async () => {
  const running = runProcess('touch', ['started'], { ...options(), signal: AbortSignal.abort() });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});

test('it leads a process group of its own: Ctrl-C at a terminal does not reach it by itself', async () => {
  const { stdout } = await runProcess('sh', ['-c', 'ps -o pgid= -p $$; echo $$'], options());
  const [group, pid] = stdout.split('\n').map((line) => line.trim());
  expect(group).toBe(pid);
});

test('aborted, what the program has started is interrupted, too, though the program passes nothing on', async () => {
  const controller = new AbortController();
  const child = `process.on('SIGINT', () => process.exit()); setInterval(() => {}, 1000); console.log('begun')`;
  // As npm does it, the outer one waits for its child whatever it is sent.
  const parent = `process.on('SIGINT', () => {}); require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }).on('exit', () => process.exit(7))`;
  const { signal } = controller;
  const running = runProcess(process.execPath, ['-e', parent], {
    ...options(),
    signal,
    onLine: () => controller.abort(),
  });
  await expect(running).resolves.toMatchObject({ status: 7, stdout: 'begun\n' });
});

describe('hurried', () => {
  /** Counts SIGINTs and goes on; it has started another one that does not hear them. */
  const deaf = `trap '' INT; echo $$ > group; sleep 600 & trap 'echo interrupted' INT; echo begun; while :; do sleep 0.05; done`;

  test('it gets each SIGINT, and is killed with what it has started, whether or not somebody may abort it', async () => {
    const here = options();
    const lines: string[] = [];
    const running = runProcess('sh', ['-c', deaf], {
      ...here,
      onLine(line) {
        lines.push(line);
        expect(endRunning(lines.length < 3 ? 'SIGINT' : 'SIGKILL')).toEqual(['sh']);
      },
    });
    await expect(running).resolves.toMatchObject({ status: null, wasHurried: true });
    expect(lines).toEqual(['begun', 'interrupted', 'interrupted']);
    await groupEnds(Number(readFileSync(join(here.cwd, 'group'), 'utf8')));
  });

  test('what has ended, or could not be started, is told nothing', async () => {
    await runProcess('true', [], options());
    await runProcess('trinity-no-such-program', [], options()).catch(() => undefined);
    expect(endRunning('SIGKILL')).toEqual([]);
  });
});
