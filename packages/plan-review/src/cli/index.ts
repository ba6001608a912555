import { main } from './main';

/** `plan-review`. The one place of it that touches the process: arguments, environment variables, output, exit code. */
const { argv, env, stdout, stderr } = process;

// Whoever reads may go before the end (`| head`).
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);

void main(argv.slice(2), { env, stdout, stderr }).then((code) => {
  process.exitCode = code;
});
