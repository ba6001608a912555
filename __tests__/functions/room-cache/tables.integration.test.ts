import { tablesOn } from './support/dynamodb-tables';
import { describeTables } from './support/tables-suite';

describe('the tables on dynalite', () => describeTables(tablesOn('dynalite')));
