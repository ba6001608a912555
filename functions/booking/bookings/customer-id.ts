import type { Customer } from '../../../model/booking/items/booking';
import { digestOf } from './digest';

/** By what a customer is found again. */
export type Contact = Pick<Customer, 'email' | 'phone'>;

/**
 * Whose a booking is: who says the same e-mail address is the same customer, whatever the case of its letters; without one, who
 * says the same telephone, however its digits are spaced. A country's prefix is part of a telephone.
 *
 * @returns undefined of who says neither: no list has them
 */
export function customerIdOf({ email, phone }: Contact): string | undefined {
  if (email !== undefined) return digestOf('email', email.toLowerCase());
  const digits = phone?.replace(/[^\d+]/g, '').replace(/^00/, '+');
  return digits ? digestOf('phone', digits) : undefined;
}
