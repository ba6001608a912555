import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plan } from '../plan/model';
import { decodePlan, digestOf, readPlan, UnreadablePlanError, type ReviewOptions } from '../review';

/** A plan, with what a review has to know of it. */
export interface Target extends ReviewOptions {
  readonly plan: Plan;
}

/** What a review of a file is called. @param file `-` is standard input */
export const nameOfFile = (file: string): string =>
  file === '-' ? 'standard input' : basename(file).replace(/\.json$/, '');

/**
 * @param file `-` is standard input
 * @param options.name of the review. Default: the file's
 * @param options.next what to do when the file cannot be read
 * @throws UnreadablePlanError, whose message begins with the file
 */
export function readPlanFile(file: string, { name, next }: { readonly name?: string; readonly next: string }): Target {
  const text = located(file, () => decodePlan(readBytes(file, next)));
  return { ...targetOf(text, file), name: name ?? nameOfFile(file), commit: null, acceptances: [] };
}

/** @param of what the text is, for an error @throws UnreadablePlanError, whose message begins with that */
export function targetOf(text: string, of: string): Pick<Target, 'plan' | 'hide' | 'digest'> {
  return located(of, () => ({ ...readPlan(text), digest: digestOf(text) }));
}

const KNOWN: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'There is no such file.'],
  ['EISDIR', 'It is a folder.'],
]);

function readBytes(file: string, next: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new UnreadablePlanError(KNOWN.get(code) ?? `${message}.`, next, { cause });
  }
}

function located<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnreadablePlanError)) throw error;
    const name = what === '-' ? 'standard input' : what;
    throw new UnreadablePlanError(`${name}: ${error.message}`, error.next, { cause: error });
  }
}
