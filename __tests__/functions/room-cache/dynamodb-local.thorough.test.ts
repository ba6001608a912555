import { describeWith } from '../../support/loud-skip';
import { tablesOn } from './support/dynamodb-tables';
import { describeFills } from './support/fills-suite';
import { describeTables } from './support/tables-suite';

describeWith('java', "on Amazon's DynamoDB Local", () => {
  const tables = tablesOn('local');
  describe('the tables', () => describeTables(tables));
  describe('fills', () => describeFills(tables));
});
