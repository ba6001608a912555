import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, passed, skipped, type Check } from './checks';
import { hashTree } from './commit';
import { runProcess } from './process';
import type { Project } from './project';

/** What every commit that is deployed has to pass, each an npm script, the quick ones first. */
export const GATES: readonly { readonly name: string; readonly script: string }[] = [
  { name: 'formatting', script: 'format:check' },
  { name: 'types', script: 'types' },
  { name: 'lint', script: 'lint' },
  { name: 'workflows', script: 'lint:workflows' },
  { name: 'dead code', script: 'dead-code' },
  { name: 'GraphQL schema is backward compatible', script: 'test:schema' },
  { name: 'unit tests', script: 'test:unit' },
  { name: 'property tests', script: 'test:property' },
  { name: 'integration tests', script: 'test:integration' },
  { name: 'thorough tests', script: 'test:thorough' },
];

/** What they are together. */
const ALL = 'quality gates';

/** Lines of a failed gate's output that are shown. */
const TAIL = 15;

/**
 * The quality gates as checks. They depend on the files alone: once they have all passed, they are not run again for
 * the same files, new ones that git does not ignore included. A gate of which a part did not run, for want of a program, has
 * not passed.
 *
 * @param skip why they are not run, said in the report
 */
export async function gateChecks(project: Project, skip?: string): Promise<Check[]> {
  if (skip !== undefined) return [{ name: ALL, run: () => Promise.resolve(skipped(skip)) }];
  const tree = await hashTree(project);
  const known = readRecord(project);
  if (tree !== undefined && known?.tree === tree) {
    const detail = `all ${GATES.length} passed at ${known.at} for exactly these files`;
    return [{ name: ALL, run: () => Promise.resolve(passed(detail)) }];
  }
  let left = GATES.length;
  return GATES.map(({ name, script }) => ({
    name: `gate: ${name}`,
    slow: ALL,
    async run(signal) {
      const { status, stdout, stderr } = await runProcess('npm', ['run', '--silent', script], {
        cwd: project.root,
        env: project.env,
        signal,
      });
      signal.throwIfAborted();
      if (status !== 0) {
        const said = `${stdout}\n${stderr}`.trimEnd().split('\n').slice(-TAIL).join('\n');
        return failed(`npm run ${script} exited with ${status}:\n${said}`, `Mend it; npm run ${script} shows all.`);
      }
      const notRun = [...`${stdout}\n${stderr}`.matchAll(/^!!! NOT RUN: (.*)\n!!! (.*)$/gm)];
      if (notRun.length > 0) {
        const suites = notRun.map(([, suite, why]) => `${suite}: ${why}`);
        return skipped(`npm run ${script} passed, but not all of it ran here. ${suites.join('; ')}`);
      }
      left -= 1;
      if (left === 0 && tree !== undefined && tree === (await hashTree(project))) writeRecord(project, tree);
      return passed(`npm run ${script}`);
    },
  }));
}

interface GateRecord {
  readonly tree: string;
  /** RFC 3339 */
  readonly at: string;
}

/** Where tools keep what can be made again. */
const recordFile = ({ root }: Project): string => join(root, 'node_modules', '.cache', 'trinity', 'gates.json');

function readRecord(project: Project): GateRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFile(project), 'utf8')) as GateRecord;
  } catch {
    return undefined; // none, or damaged: the gates run
  }
}

function writeRecord(project: Project, tree: string): void {
  const file = recordFile(project);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ tree, at: new Date().toISOString() }));
}
