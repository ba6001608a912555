import { describeDataSource } from './data-source-suite';

describe('the data source over dynalite', () => describeDataSource('dynalite'));
