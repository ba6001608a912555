import { ConfigurationError } from './problem';

/** Runs a program that loads the environments. When they are wrong, it says so without a stack, and exits with 1. */
export function runOrExplain(program: () => void): void {
  try {
    program();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(error.message);
    process.exitCode = 1;
  }
}
