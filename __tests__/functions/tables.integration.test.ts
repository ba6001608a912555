import { describeWith } from '../support/loud-skip';
import { startTables } from './support/dynamodb-tables';
import { describeTables } from './support/tables-suite';

function describeTablesOn(kind: 'dynalite' | 'local') {
  let started: Awaited<ReturnType<typeof startTables>>;
  beforeAll(async () => {
    started = await startTables(kind);
  });
  afterAll(() => started.close());
  describeTables((runtime) => started.tables(runtime));
}

describe('the tables on dynalite', () => describeTablesOn('dynalite'));
describeWith('java', "the tables on Amazon's DynamoDB Local", () => describeTablesOn('local'));
