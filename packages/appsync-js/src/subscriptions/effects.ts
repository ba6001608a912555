import { OperationTypeNode } from 'graphql';
import { FieldError } from '../errors';
import { isObject } from '../json';
import { readFilter, type SubscriptionFilter } from './filter';

/** What a request's handlers ask of subscriptions. */
export interface SubscriptionEffects {
  /** Which notifications the subscriber wants. Absent: those that its arguments name */
  filter?: SubscriptionFilter;
  /** For which payloads of `extensions.invalidateSubscriptions` the subscription ends. Absent: for none */
  invalidation?: SubscriptionFilter;
  readonly invalidations: Invalidation[];
}

/** Ends subscriptions of a field whose filter holds for the payload. */
export interface Invalidation {
  readonly subscriptionField: string;
  readonly payload: object;
}

/** The request whose handler is running, and where that is. */
interface Current {
  readonly effects: SubscriptionEffects;
  readonly operation: OperationTypeNode | undefined;
  readonly handler: 'request' | 'response';
}

/** "You can only use at most five unique `extensions.invalidateSubscriptions()` method calls in any single request." */
const MAX_INVALIDATIONS = 5;

/**
 * `extensions`, but for what is of caches.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html
 */
export function subscriptionExtensions(current: () => Current) {
  const inResponseOf = (wanted: OperationTypeNode, name: string): SubscriptionEffects => {
    const { effects, operation, handler } = current();
    if (operation === wanted && handler === 'response') return effects;
    throw new FieldError(`${name} is for the response handler of a resolver of a ${wanted}.`, 'Code');
  };
  return {
    setSubscriptionFilter: (filter: unknown): void => {
      const name = 'extensions.setSubscriptionFilter';
      inResponseOf(OperationTypeNode.SUBSCRIPTION, name).filter = readFilter(name, filter);
    },
    setSubscriptionInvalidationFilter: (filter: unknown): void => {
      const name = 'extensions.setSubscriptionInvalidationFilter';
      inResponseOf(OperationTypeNode.SUBSCRIPTION, name).invalidation = readFilter(name, filter);
    },
    invalidateSubscriptions: (given: unknown): void => {
      const name = 'extensions.invalidateSubscriptions';
      const { invalidations } = inResponseOf(OperationTypeNode.MUTATION, name);
      const { subscriptionField, payload } = isObject(given) ? given : {};
      if (typeof subscriptionField !== 'string' || !isObject(payload)) {
        throw new FieldError(`${name} takes { subscriptionField: '…', payload: { … } }.`, 'Code');
      }
      if (invalidations.length >= MAX_INVALIDATIONS) {
        throw new FieldError(`${name} may be called ${MAX_INVALIDATIONS} times in a request.`, 'Code');
      }
      invalidations.push({ subscriptionField, payload });
    },
  };
}
