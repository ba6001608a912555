import { tablesOn } from './support/dynamodb-tables';
import { describeBookings } from './support/bookings-suite';

describe('bookings on dynalite', () => describeBookings(tablesOn('dynalite')));
