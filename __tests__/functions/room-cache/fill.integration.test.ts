import { tablesOn } from './support/dynamodb-tables';
import { describeFills } from './support/fills-suite';

describe('fills on dynalite', () => describeFills(tablesOn('dynalite')));
