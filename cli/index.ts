import { join } from 'node:path';
import { EXIT_CODES } from './exit-codes';
import { main } from './main';
import { Stop } from './stop';

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

/** Of Ctrl-C, SIGTERM, and a terminal that goes away. */
function stopSignal(): AbortSignal {
  const stop = new Stop({
    say: (line) => process.stderr.write(`${line}\n`),
    endRunning(signal) {
      const processes: typeof import('../deployment/process') = require('../deployment/process'); // most commands run none
      return processes.endRunning(signal);
    },
    leave: () => process.exit(EXIT_CODES.interrupted),
    now: () => performance.now(),
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.press());
  return stop.signal;
}
