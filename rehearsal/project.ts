import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeDeploy, type Environment } from '../environments';
import { UserError } from '../programs/user-error';

/** Belongs to nobody in particular: 12 digits, not all the same, as AWS's own examples have it. */
const ACCOUNT = '123456789012';
/** The top-level domain that can never be reached (RFC 2606). */
const SOMEBODY = 'somebody@rehearsal.invalid';

/** A copy of the checkout, changes that are not committed included, that can be changed and deployed. */
export interface ProjectCopy {
  readonly root: string;
  /** The account that the copy's environment is for. */
  readonly account: string;
  /** Changes a file, and commits. @throws Error when the text is not in the file */
  change(file: string, from: string | RegExp, to: string): void;
  /** Commits what a command has changed. @throws Error when nothing is changed */
  commit(message: string): void;
  /** The commit that is checked out. */
  head(): string;
  /** Checks a commit out. */
  checkOut(commit: string): void;
  remove(): void;
}

/**
 * Copies what git tracks or would add, with the packages of this checkout, and commits it to a repository of its own.
 * Placeholders in the environment's file, which a deploy would refuse, get values that it accepts.
 *
 * @param environment as this checkout has it
 * @throws UserError outside a git checkout
 */
export function copyProject(from: string, environment: Environment): ProjectCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-rehearsal-')));
  for (const file of filesOf(from)) cpSync(join(from, file), join(root, file));
  symlinkSync(join(from, 'node_modules'), join(root, 'node_modules'));

  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Rehearsal', '-c', `user.email=${SOMEBODY}`, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--message', message);
  };
  const account = fillPlaceholders(root, environment);
  git('init', '--quiet');
  commit('As it is rehearsed');
  return {
    root,
    account,
    change(file, from, to) {
      const path = join(root, file);
      const before = readFileSync(path, 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} has no ${String(from)}`);
      writeFileSync(path, after);
      commit(`Change ${file}`);
    },
    commit,
    head: () => git('rev-parse', 'HEAD'),
    checkOut: (commit) => void git('checkout', '--quiet', commit),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function filesOf(root: string): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0');
    return listed.split('\0').filter((file) => file !== '' && !deleted.includes(file));
  } catch (cause) {
    throw new UserError('The rehearsal copies what git knows of the checkout: git, or its repository, is missing.', {
      cause,
    });
  }
}

/** @returns the account that the environment is for now */
function fillPlaceholders(root: string, environment: Environment): string {
  const file = join(root, 'environments', `${environment.name}.ts`);
  let text = readFileSync(file, 'utf8');
  let { account } = environment;
  for (const { path } of beforeDeploy([environment])) {
    if (path === 'account') {
      text = text.replaceAll(account, ACCOUNT);
      account = ACCOUNT;
    } else if (path === 'notify') {
      text = text.replace(/[\w.+-]+@example\.com/g, SOMEBODY);
    } // an API key that expires too soon is found by the preflight, as it should be
  }
  writeFileSync(file, text);
  return account;
}
