import { describeWith } from '../../support/loud-skip';
import { describeBookings } from './support/bookings-suite';
import { tablesOn } from './support/dynamodb-tables';
import { describeTables } from './support/tables-suite';

describeWith('java', "on Amazon's DynamoDB Local", () => {
  const tables = tablesOn('local');
  describe('the booking tables', () => describeTables(tables.open));
  describe('bookings', () => describeBookings(tables));
});
