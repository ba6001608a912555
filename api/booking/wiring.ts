import type { FunctionName } from '../../model/booking/functions';
import type { TableName } from '../../model/booking/tables';
import type { PipelineFunction, Wiring } from '../../model/wiring';

const dataSources = {
  agent: { function: 'agent' },
  bookings: { function: 'bookings' },
  catalog: { function: 'catalog' },
  availability: { function: 'availability' },
} as const satisfies Wiring<TableName, FunctionName>['dataSources'];
type DataSourceName = keyof typeof dataSources;

const invokes = <Name extends DataSourceName>(dataSource: Name) => ({
  dataSource,
  actions: ['lambda:InvokeFunction'],
});

const functions = {
  'ask-agent': invokes('agent'),
  'ask-bookings': invokes('bookings'),
  'ask-catalog': invokes('catalog'),
  'ask-availability': invokes('availability'),
} as const satisfies Record<string, PipelineFunction<DataSourceName>>;

const resolvers = {
  'query.business': ['ask-catalog'],
  'query.services': ['ask-catalog'],
  'query.providers': ['ask-catalog'],
  'query.apiKeys': ['ask-catalog'],
  'query.availableSlots': ['ask-availability'],
  'query.workingHours': ['ask-availability'],
  'query.booking': ['ask-bookings'],
  'query.bookings': ['ask-bookings'],
  'query.customerBookings': ['ask-bookings'],
  'query.conversationBookings': ['ask-bookings'],
  'query.conversation': ['ask-agent'],
  'mutation.sendChatMessage': ['ask-agent'],
  'mutation.book': ['ask-bookings'],
  'mutation.cancelBooking': ['ask-bookings'],
  'mutation.rescheduleBooking': ['ask-bookings'],
  'mutation.saveService': ['ask-catalog'],
  'mutation.saveProvider': ['ask-catalog'],
  'mutation.createApiKey': ['ask-catalog'],
  'mutation.rotateApiKey': ['ask-catalog'],
  'mutation.revokeApiKey': ['ask-catalog'],
  'mutation.setWorkingHours': ['ask-availability'],
  'mutation.setException': ['ask-availability'],
  'subscription.onBookingChanged': ['ask-agent'],
} as const satisfies Record<string, readonly (keyof typeof functions)[]>;

export const wiring: Wiring<TableName, FunctionName> = { dataSources, functions, resolvers };
