import { tablesOn } from './support/dynamodb-tables';
import { describeStores } from './support/stores-suite';
import { describeTables } from './support/tables-suite';

describe('the booking tables on dynalite', () => {
  const { open } = tablesOn('dynalite');
  describeTables(open);
  describeStores(open);
});
