import { describeWith } from '../support/loud-skip';
import { keepsRooms } from './keeps-rooms';

describeWith('java', '--data with DynamoDB Local', () => keepsRooms('local'));
