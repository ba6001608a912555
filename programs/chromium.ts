import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { UserError } from './user-error';

const PROGRAM = 'chromium';

/** Opens the machine's own browser, without a window. @throws UserError where there is none */
export async function openChromium(): Promise<Browser> {
  const { PATH = '' } = process.env;
  const executablePath = PATH.split(delimiter)
    .map((folder) => join(folder, PROGRAM))
    .find(isProgram);
  if (executablePath === undefined) {
    throw new UserError(`There is no ${PROGRAM} on the PATH. Install it: apt-get install ${PROGRAM}, for example.`);
  }
  const args = ['--no-sandbox', '--disable-dev-shm-usage']; // root has no sandbox, and the pages are our own
  return chromium.launch({ executablePath, args });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
