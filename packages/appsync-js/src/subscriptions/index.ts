import {
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { own } from '../../../../keys/own';
import type { ApiRequest, ApiResponse, GivenBackends, Subscriber, Subscription } from '../definition';
import type { ReadyDocument } from '../documents';
import { type Execution, type Executor, notAuthorizedTo } from '../execution';
import type { Access } from '../auth/access';
import { refusal } from '../response';
import type { Invalidation, SubscriptionEffects } from './effects';
import { matches, matchesArguments } from './filter';
import type { Publication } from './publication';
import { mutationsOf } from './schema';

/** A subscription as its request has it. */
export interface Subscribing {
  readonly request: ApiRequest;
  readonly prepared: ReadyDocument;
  readonly operation: OperationDefinitionNode;
  readonly execution: Execution;
  readonly subscriber: Subscriber;
}

export interface SubscriptionsProps {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly access: Access;
  readonly backends: GivenBackends;
  /** Makes a response of data and errors. */
  readonly answer: (data: unknown, errors: readonly GraphQLError[]) => ApiResponse;
}

/** Of Subscription, what is asked for. */
interface Asked {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
}

interface Active extends Subscribing, Asked {
  readonly effects: SubscriptionEffects;
  /** Those of the API that it is to. */
  home: Set<Active>;
}

/** "Subscription payload size: 240 KB". What is larger is told nobody, without a word: so it was measured (README.md). */
const MAX_PAYLOAD_BYTES = 240 * 1024;

/** The subscriptions to an API, and who of them is told what. */
export class Subscriptions {
  private readonly active = new Set<Active>();

  constructor(private readonly props: SubscriptionsProps) {}

  get isEmpty(): boolean {
    return this.active.size === 0;
  }

  /** Begins a subscription, if the resolver of its field lets it: "To control authorization at connection time". */
  async begin(subscribing: Subscribing): Promise<Subscription | ApiResponse> {
    const { executor, answer } = this.props;
    const { request, prepared, execution } = subscribing;
    const asked = this.read(subscribing);
    if ('status' in asked) return asked;
    if (own(this.type.getFields(), asked.field)!.resolve) {
      const { errors = [] } = await executor.execute(prepared, request, execution);
      const all = [...errors, ...execution.appended];
      if (all.length > 0) return answer(null, all);
    }
    const active: Active = { ...subscribing, ...asked, effects: execution.effects, home: this.active };
    this.active.add(active);
    return { end: () => void active.home.delete(active) };
  }

  publish({ mutation, payload }: Publication): void {
    for (const active of this.active) {
      const { field, args, effects, prepared, request, execution, subscriber } = active;
      if (!mutationsOf(own(this.type.getFields(), field)!).includes(mutation)) continue;
      if (!(effects.filter ? matches(effects.filter, payload) : matchesArguments(args, payload))) continue;
      const { data, errors = [] } = this.props.executor.notify(prepared, request, execution, field, payload);
      const { body } = this.props.answer(data ?? null, errors);
      const size = Buffer.byteLength(JSON.stringify(body));
      if (size <= MAX_PAYLOAD_BYTES) {
        subscriber.next(body);
        continue;
      }
      const message = `Subscription ${field} was not told of ${mutation}: ${size} bytes, and AppSync sends ${MAX_PAYLOAD_BYTES} at most.`;
      this.props.backends.log({ level: 'ERROR', message });
    }
  }

  invalidate({ subscriptionField, payload }: Invalidation): void {
    for (const active of [...this.active]) {
      const { field, effects } = active;
      if (field !== subscriptionField || !effects.invalidation || !matches(effects.invalidation, payload)) continue;
      this.end(active, 'SubscriptionInvalidated', `The subscription to ${field} was ended by a mutation.`);
    }
  }

  /**
   * Goes on with subscriptions to an API of before. What its resolver has said of each still counts.
   *
   * @param reread what a request comes to in this API; undefined where it comes to no subscription any more
   */
  takeOver(previous: Subscriptions, reread: (subscribing: Subscribing) => Subscribing | undefined): void {
    for (const active of [...previous.active]) {
      const again = reread(active);
      const asked = again && this.read(again);
      active.home.delete(active);
      if (again && asked && !('status' in asked)) {
        this.active.add(Object.assign(active, again, asked, { home: this.active }));
        continue;
      }
      const message = `The API has been replaced, and lets nobody subscribe to ${active.field} like that any more.`;
      this.end(active, 'SubscriptionEnded', message);
    }
  }

  private get type(): GraphQLObjectType {
    return this.props.schema.getSubscriptionType()!;
  }

  private end(active: Active, errorType: string, message: string): void {
    active.home.delete(active);
    active.subscriber.end([{ errorType, message }]);
  }

  /** @returns the refusal of who may not have it, or has asked wrongly */
  private read({ prepared, operation, request, execution }: Subscribing): Asked | ApiResponse {
    const { schema, access, answer } = this.props;
    const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], {
      ...request.variables,
    });
    if (errors) return answer(null, errors);
    const nodes = collectFields(schema, prepared.fragments, coerced, this.type, operation.selectionSet);
    const [node] = [...nodes.values()].flat();
    if (!node) return refusal(400, 'BadRequestException', 'The subscription asks for no field.');
    const field = own(this.type.getFields(), node.name.value)!;
    if (!access.allows(execution.caller, this.type.name, field.name)) {
      const { errorType, message } = notAuthorizedTo(this.type, field.name);
      return refusal(401, errorType!, message);
    }
    try {
      const args = getArgumentValues(field, node, coerced);
      return { field: field.name, args: JSON.parse(JSON.stringify(args)) as Record<string, unknown> };
    } catch (error) {
      if (error instanceof GraphQLError) return answer(null, [error]);
      throw error;
    }
  }
}
