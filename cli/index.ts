import { join } from 'node:path';
import { main } from './main';

/** `trinity`. The one place of it that touches the process: arguments, environment variables, output, signals, exit code. */
const { argv, env, stdin, stdout, stderr } = process;

// Whoever reads may go before the end (`| head`): that must not stop an apply half-way.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);

void main(argv.slice(2), {
  project: { root: join(__dirname, '..'), env },
  signal: stopSignal(),
  stdin,
  stdout,
  stderr,
}).then((code) => {
  process.exitCode = code;
});

/** Aborts at Ctrl-C, SIGTERM or when the terminal goes away; what runs then is brought to an end that leaves nothing half-done. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) process.stderr.write('Stopping: what runs is brought to a safe end first.\n');
      controller.abort();
    });
  }
  return controller.signal;
}
