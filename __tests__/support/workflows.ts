import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FOLDER = join(__dirname, '..', '..', '.github', 'workflows');

/** The script of a named step. @throws TypeError when there is none */
export function stepOf(file: string, job: string, name: string): string {
  const { text } = jobsOf(readFileSync(join(FOLDER, file), 'utf8')).find((one) => one.name === job)!;
  const [script] = runsOf(text.split(/^ {6}- /m).find((one) => one.startsWith(`name: ${name}\n`))!);
  return script!;
}

/** Each job with its lines. */
export function jobsOf(text: string): { readonly name: string; readonly text: string }[] {
  const [, jobs = ''] = text.split(/^jobs:\n/m);
  return jobs.split(/^(?= {2}[\w-]+:\n)/m).flatMap((job) => {
    const name = /^ {2}([\w-]+):\n/.exec(job)?.[1];
    return name === undefined ? [] : [{ name, text: job }];
  });
}

/** Scripts of `run:`, of one line or of more. */
export function runsOf(text: string): string[] {
  const scripts = [...text.matchAll(/^( *)(?:- )?run: (.*)\n((?:\1 {2,}.*\n|\n)*)/gm)];
  return scripts.map(([, , first = '', rest = '']) => (first === '|' ? rest.replace(/^ +/gm, '') : first));
}
