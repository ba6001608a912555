import { spawn } from 'node:child_process';

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, without holding up the test's own event loop.
 *
 * @param options.input its standard input. Default: there is none
 */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const { input = '', cwd, env } = options;
    const { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED } = process.env; // jest.config.js says why
    const child = spawn(command, args, {
      cwd,
      env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED, ...env },
      stdio: 'pipe',
    });
    child.stdin.on('error', () => undefined).end(input); // who reads nothing may be gone by then
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
