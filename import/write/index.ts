import { ConfigurationError, describeValue, loadEnvironments, type Environment } from '../../environments';
import type { Adoption } from '../../environments/resources/table';
import { own } from '../../keys/own';
import { UserError } from '../../programs/user-error';
import { adoptionOf, unknownOf } from '../adoption';
import type { DeclaredTable } from '../declared';
import type { FoundTable } from '../inspect';
import type { InspectedTable } from '../schema';
import { NotWrittenOut, writeIn, type Written } from './edit';
import { formatted } from './formatted';
import { fileOf } from '../../environments/names';

/** A table that is adopted, or why it is not. */
export type Answer =
  | { readonly name: string; readonly declared: string; readonly adoption: Adoption }
  | { readonly name: string; readonly declared: string; readonly reason: string };

export const isAdopted = (answer: Answer): answer is Extract<Answer, { adoption: Adoption }> => 'adoption' in answer;

/**
 * What the adoption of each table that is declared would be. Those that the configuration adopts already are left out: they
 * are as somebody wants them. One with which the environments would break a rule, beside those before it, is a reason for that
 * table alone.
 *
 * @param inspected of the same tables
 * @param load loads the environments with these settings; throws ConfigurationError where they would break a rule
 */
export function adoptionsOf(
  found: readonly FoundTable[],
  inspected: readonly InspectedTable[],
  declared: readonly DeclaredTable[],
  { tags, systems: { roomCache } }: Pick<Environment, 'systems' | 'tags'>,
  load: (settings: ReadonlyMap<string, Written>) => void,
): Answer[] {
  const adopted = new Map<string, Written>();
  return inspected.flatMap((one): Answer[] => {
    const match = declared.find(({ id }) => id === one.declared);
    if (!match || own(roomCache.tables, match.id)?.adopt) return [];
    const table = found.find(({ name }) => name === one.name)?.table;
    const about = { name: one.name, declared: match.id };
    const reason = table ? whyNot(one, unknownOf(table)) : one.reason;
    if (!table || reason !== undefined) return [{ ...about, reason: reason ?? 'It cannot be read.' }];
    const adoption = adoptionOf({ ...table, name: one.name }, match.table, tags);
    const settings = new Map([...adopted, [match.id, { adopt: adoption }]]);
    const unsaid = whyUnsaid(match.id, adoption, () => load(settings));
    if (unsaid !== undefined) return [{ ...about, reason: unsaid }];
    adopted.set(match.id, { adopt: adoption });
    return [{ ...about, adoption }];
  });
}

function whyNot({ reason, differences }: InspectedTable, unknown: readonly string[]): string | undefined {
  const paths = differences.filter(({ effect, path }) => effect === 'replace' && !isKept(path)).map(({ path }) => path);
  if (paths.length > 0) {
    return `It would be replaced: ${paths.join(', ')}. Move its items to a new table instead, or declare the key that it has.`;
  }
  if (reason !== undefined) return reason;
  return unknown.length > 0 ? `Not all of it could be seen: ${unknown.join(', ')}.` : undefined;
}

/** An index that is not declared would be lost, but for the adoption. */
const isKept = (path: string): boolean => /^(local|global)_secondary_index\[/.test(path);

/** What a table has, and the configuration cannot say. @param load the environments with the adoption */
function whyUnsaid(id: string, adoption: Adoption, load: () => void): string | undefined {
  try {
    load();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const problems = error.problems.map(
      ({ path, value, allowed }) =>
        `${path.replace(`systems.roomCache.tables.${id}.adopt.`, '')} is ${describeValue(value)}, allowed: ${allowed}`,
    );
    return `The configuration cannot say it: ${problems.join('; ')}. Mend that first, in the table or in the configuration.`;
  }
  const named = [adoption.localIndexes, adoption.globalIndexes, adoption.tags].some(
    (one) => one && Object.hasOwn(one, '__proto__'),
  );
  return named ? 'An index or a tag is called __proto__, which no configuration can say.' : undefined;
}

/** @throws ConfigurationError when the environments with these settings of one's tables would break a rule */
export function loadWith(
  environments: readonly Environment[],
  { name, systems: { roomCache } }: Environment,
  settings: ReadonlyMap<string, Written>,
): void {
  const tables = Object.fromEntries(
    Object.entries(roomCache.tables).map(([id, config]) => [id, { ...config, ...settings.get(id) }]),
  );
  loadEnvironments(
    Object.fromEntries(
      environments.map((one) => [
        fileOf(one.name),
        one.name === name ? { ...one, systems: { ...one.systems, roomCache: { ...roomCache, tables } } } : one,
      ]),
    ),
  );
}

/**
 * The text of an environment's file in which tables are adopted, or released.
 *
 * @param path of the file, by which it is formatted and called
 * @param file how the loader calls it: `environments/dev.ts`
 * @param settings by what the configuration calls the tables
 * @throws ConfigurationError when the environments with them would break a rule
 * @throws UserError when the file does not write its tables out
 */
export async function writeTables(
  { path, file, text }: { readonly path: string; readonly file: string; readonly text: string },
  environments: readonly Environment[],
  environment: Environment,
  settings: ReadonlyMap<string, Written>,
): Promise<string> {
  loadWith(environments, environment, settings);
  try {
    return await formatted(path, text, writeIn(text, environment.name, settings));
  } catch (error) {
    if (!(error instanceof NotWrittenOut)) throw error;
    const all = JSON.stringify(Object.fromEntries(settings), null, 2);
    throw new UserError(
      `${file}: ${error.message}, so nothing was written. Write it by hand, into each of these tables:\n${all}`,
      { cause: error },
    );
  }
}
