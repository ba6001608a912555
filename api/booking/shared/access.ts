import { util } from '@aws-appsync/utils';
import { TENANTS_CLAIM, type Role } from '../../../model/booking/administrators';
import { failValidation } from '../../shared/errors';
import type { Fields } from '../schema.types';

/**
 * Who may have a field: a widget and whoever administers the tenant, those of them who own it, or widgets alone. The schema's directives
 * say the same of the ways in; this says which tenant's it is, and as what an administrator may have it.
 */
const ACCESS = {
  'query.business': 'EVERYBODY',
  'query.services': 'EVERYBODY',
  'query.providers': 'EVERYBODY',
  'query.apiKeys': 'STAFF',
  'query.availableSlots': 'EVERYBODY',
  'query.workingHours': 'STAFF',
  'query.booking': 'STAFF',
  'query.bookings': 'STAFF',
  'query.customerBookings': 'STAFF',
  'query.conversationBookings': 'STAFF',
  'query.conversation': 'WIDGET',
  'mutation.sendChatMessage': 'WIDGET',
  'mutation.book': 'EVERYBODY',
  'mutation.cancelBooking': 'EVERYBODY',
  'mutation.rescheduleBooking': 'EVERYBODY',
  'mutation.saveService': 'OWNER',
  'mutation.saveProvider': 'OWNER',
  'mutation.createApiKey': 'OWNER',
  'mutation.rotateApiKey': 'OWNER',
  'mutation.revokeApiKey': 'OWNER',
  'mutation.setWorkingHours': 'STAFF',
  'mutation.setException': 'STAFF',
  'subscription.onBookingChanged': 'WIDGET',
} as const satisfies Record<keyof Fields, 'EVERYBODY' | 'WIDGET' | Role>;

/** For whom a field is asked: of the identity, whatever a client says. */
export interface Asking {
  readonly tenantId: string;
  readonly isWidget: boolean;
  /** Of a widget. */
  readonly apiKeyId?: string;
}

/** The tenant that a client names. */
export interface Asked {
  readonly tenantId?: string | null;
}

/** What AppSync knows of who asks. */
export interface Identity {
  readonly resolverContext?: { readonly tenantId?: string; readonly apiKeyId?: string };
  readonly claims?: { readonly [TENANTS_CLAIM]?: unknown };
}

/** Ends the request where who asks may not have the field, of that tenant. */
export function askingOf(identity: Identity, { tenantId: given }: Asked, field: keyof Fields): Asking {
  const access = ACCESS[field];
  const asked = given ?? undefined;
  const { resolverContext, claims } = identity;
  if (resolverContext) {
    const { tenantId, apiKeyId } = resolverContext;
    if (!tenantId || !apiKeyId || (asked && asked !== tenantId)) {
      util.unauthorized();
    }
    if (access === 'OWNER' || access === 'STAFF') {
      util.unauthorized();
    }
    return { tenantId: tenantId, apiKeyId: apiKeyId, isWidget: true };
  }
  const claim = claims ? claims[TENANTS_CLAIM] : undefined;
  const tenants = typeof claim === 'string' ? claim.split(' ').filter((one) => one.length > 0) : [];
  if (tenants.length === 0 || access === 'WIDGET') {
    util.unauthorized();
  }
  if (!asked && tenants.length > 1) {
    failValidation(
      `You manage ${tenants.length} businesses: say of which you ask, as tenantId. They are ${tenants.map((one) => one.split(':')[0]).join(', ')}.`,
    );
  }
  const wanted = asked ?? tenants[0]!.split(':')[0]!;
  const roles = tenants.filter((one) => one === `${wanted}:OWNER` || (one === `${wanted}:STAFF` && access !== 'OWNER'));
  if (roles.length === 0) {
    util.unauthorized();
  }
  return { tenantId: wanted, isWidget: false };
}
