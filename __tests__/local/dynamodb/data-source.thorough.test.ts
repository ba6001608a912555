import { describeWith } from '../../support/loud-skip';
import { describeDataSource } from './data-source-suite';

describeWith('java', 'the data source over DynamoDB Local', () => describeDataSource('local'));
