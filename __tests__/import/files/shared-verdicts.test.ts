import { forEachKey } from '../../../keys/entries';
import { TABLES } from '../../../model/room-cache/tables';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dev } from '../../../environments/dev';
import type { TableConfig } from '../../../environments/resources/table';
import { declaredTables } from '../../../import/declared';
import { tablesFromFiles } from '../../../import/from-files';
import { inspectTables } from '../../../import/inspect';
import type { InspectedTable } from '../../../import/schema';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { synthesizeTables } from '../../../stacks/room-cache/tables-stack';
import { describeUnless } from '../../support/loud-skip';
import { VERDICTS, type Answer } from './verdicts';
import { withRoomCache } from '../../environments/change';

const FOLDER = join(__dirname, '../../../../shared/tables');

const table: TableConfig = {
  billing: { mode: 'PAY_PER_REQUEST', maxReadRequestUnits: 500, maxWriteRequestUnits: 500 },
  deletionProtection: { enabled: false, reason: 'a test' },
  pointInTimeRecovery: { enabled: false, reason: 'a test' },
};
/** As the project comes: whatever somebody makes of dev. */
const environment = withRoomCache(
  { ...dev, region: 'eu-west-1', tags: { Project: 'Trinity', Environment: 'dev' } },
  { tables: forEachKey(TABLES, () => table) },
);

const absent = existsSync(FOLDER) ? undefined : `no folder ${FOLDER} beside the checkout`;

describeUnless(absent, 'what inspecting each description that people have answers', () => {
  const files = absent === undefined ? readdirSync(FOLDER).filter((name) => name !== 'README.md') : [];
  const declared = declaredTables(synthesizeTables(environment) as JsonObject);

  test('each file is judged here', () => expect(files).toEqual(Object.keys(VERDICTS)));

  test.each(Object.entries(VERDICTS))('%s', (file, [inDev, asRooms]) => {
    const found = tablesFromFiles(join(FOLDER, file), environment);
    expect(inspectTables(found, declared).map(judged)).toEqual([answer(inDev)]);
    const taken = () => inspectTables(found, declared, { given: new Map([['rooms', found[0]!.name]]) });
    if (asRooms) expect(taken().map(judged)).toEqual([answer({ declared: 'rooms', ...asRooms })]);
    else if (inDev.declared === undefined) expect(taken).toThrow(/^--map rooms=.*: there is no table /);
  });
});

const answer = ({ verdict, declared, reason, differences = [] }: Answer) => ({
  ...{ verdict, declared, reason, differences },
});

const judged = ({ verdict, declared, reason, differences }: InspectedTable) =>
  answer({
    verdict,
    declared,
    reason,
    differences: differences.map(({ effect, path }) => `${effect} ${path}`),
  } as Answer);
