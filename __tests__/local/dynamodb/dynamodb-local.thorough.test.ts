import { describeWith } from '../../support/loud-skip';
import { describeEngine } from './engine-suite';

describeWith('java', 'DynamoDB Local', () => describeEngine('local'));
