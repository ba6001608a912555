import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of one judgement: a branch back and forth, the copies of tests. */
const REMEMBERED = 100;

export interface Judgement {
  /** Of a folder in `node_modules/.cache/trinity`: `types`. */
  readonly name: string;
  /** Another one whenever something may be judged otherwise. */
  readonly hash: () => string;
  /** @returns what is wrong, a line each */
  readonly judge: () => Promise<string[]>;
}

/**
 * Does not judge again what was found right once, in any checkout with these packages.
 *
 * @returns what is wrong, a line each
 */
export async function unlessRemembered(root: string, { name, hash, judge }: Judgement): Promise<string[]> {
  const folder = join(root, 'node_modules', '.cache', 'trinity', name);
  const before = hash();
  if (existsSync(join(folder, before))) return [];
  const problems = await judge();
  if (problems.length === 0 && hash() === before) remember(folder, before);
  return problems;
}

/** @param parts folders and files of a checkout; of folders the TypeScript below them. What is not there counts as such */
export function hashOf(root: string, parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of parts.flatMap((part) => filesOf(root, part))) {
    const content = readFileSync(join(root, file));
    hash.update(`${file} ${content.byteLength}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(root: string, part: string): string[] {
  const found = statSync(join(root, part), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [part] : [];
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .sort()
    .map((name) => join(part, name));
}

function remember(folder: string, name: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), '');
    const names = readdirSync(folder);
    if (names.length <= REMEMBERED) return;
    const ages = names.map((one) => ({ one, age: statSync(join(folder, one)).mtimeMs })).sort((a, b) => b.age - a.age);
    for (const { one } of ages.slice(REMEMBERED / 2)) rmSync(join(folder, one), { force: true });
  } catch {
    // packages that nobody may write to, or another run at the same time: it is judged again
  }
}
