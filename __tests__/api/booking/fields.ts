import type { Field } from './operations';
import { type Business, DAY, STARTS } from './two-businesses';

export type Access = 'EVERYBODY' | 'WIDGET' | 'STAFF' | 'OWNER';

/** Who may have each field, and what it is asked. A field that is not here fails. */
export const FIELDS: Readonly<Record<Field, readonly [Access, (of: Business) => object]>> = {
  'query.business': ['EVERYBODY', () => ({})],
  'query.services': ['EVERYBODY', () => ({})],
  'query.providers': ['EVERYBODY', ({ serviceId }) => ({ serviceId })],
  'query.availableSlots': ['EVERYBODY', ({ serviceId }) => ({ serviceId, from: DAY })],
  'query.conversation': ['WIDGET', ({ conversationId }) => ({ id: conversationId })],
  'query.booking': ['STAFF', ({ bookingId }) => ({ id: bookingId })],
  'query.bookings': ['STAFF', ({ providerId }) => ({ providerId, date: DAY })],
  'query.customerBookings': ['STAFF', ({ tenantId }) => ({ email: `Eva@${tenantId}.example`, from: STARTS[0] })],
  'query.conversationBookings': ['STAFF', ({ conversationId }) => ({ conversationId })],
  'query.workingHours': ['STAFF', ({ providerId }) => ({ providerId })],
  'query.apiKeys': ['STAFF', () => ({})],
  'mutation.sendChatMessage': ['WIDGET', ({ conversationId }) => ({ input: { conversationId, text: 'Hola' } })],
  'mutation.book': [
    'EVERYBODY',
    ({ serviceId, providerId }) => ({
      input: {
        requestId: 'a-request-of-theirs',
        serviceId,
        providerId,
        startsAt: STARTS[1],
        customer: { name: 'Leo', phone: '600111222' },
      },
    }),
  ],
  'mutation.cancelBooking': ['EVERYBODY', ({ bookingId }) => ({ id: bookingId })],
  'mutation.rescheduleBooking': [
    'EVERYBODY',
    ({ bookingId }) => ({ id: bookingId, input: { requestId: 'a-request-of-theirs', startsAt: STARTS[2] } }),
  ],
  'mutation.saveService': ['OWNER', () => ({ input: { name: 'Dye', category: 'Hair', durationMinutes: 60 } })],
  'mutation.saveProvider': ['OWNER', ({ serviceId }) => ({ input: { name: 'Leo', serviceIds: [serviceId] } })],
  'mutation.setWorkingHours': [
    'STAFF',
    ({ providerId }) => ({ providerId, weekday: 7, hours: { open: [{ from: '09:00', to: '10:00' }] } }),
  ],
  'mutation.setException': ['STAFF', ({ providerId }) => ({ providerId, date: DAY, hours: { open: [] } })],
  'mutation.createApiKey': ['OWNER', () => ({ input: { name: 'another page' } })],
  'mutation.rotateApiKey': ['OWNER', ({ apiKeyId }) => ({ id: apiKeyId })],
  'mutation.revokeApiKey': ['OWNER', ({ apiKeyId }) => ({ id: apiKeyId })],
  'subscription.onBookingChanged': ['WIDGET', ({ conversationId }) => ({ conversationId })],
};
