import type { Message } from './cognito';
import type { OperationCost } from './dynamodb';
import type { DeadLetter, FunctionFailure, Invoked } from './lambda';
import type { Coverage } from './terraform';

/** Everything that a run tells whoever started it, while it runs. */
export type LocalEvent =
  /** A step of the start is done. */
  | { type: 'step'; step: Step; detail: string; milliseconds: number }
  /** What of the stack does not run here. */
  | ({ type: 'coverage' } & Coverage)
  /** The API key lets nobody in. `expires` as Terraform says it, RFC 3339. */
  | { type: 'key-expired'; expires: string; environment: string }
  /** The API has answered a request. */
  | ({ type: 'answered' } & Answered)
  /** A function has ended an invocation. */
  | ({ type: 'invoked'; functionName: string } & Invoked)
  /** A function has asked DynamoDB, or its answer has come: what it takes. */
  | ({ type: 'function-cost'; functionName: string } & OperationCost)
  /** A function wrote a line, in an invocation or, with no `requestId`, before the first. */
  | { type: 'function-log'; functionName: string; line: string; requestId: string | undefined }
  /** AppSync wrote to its log: `console` in a resolver, an error. */
  | { type: 'resolver-log'; entry: object }
  /** An asynchronous call failed; `retryIn` in milliseconds, undefined when it was the last attempt. */
  | {
      type: 'asynchronous-failure';
      functionName: string;
      failure: FunctionFailure;
      attempt: number;
      retryIn: number | undefined;
    }
  | { type: 'dead-letter'; queue: string | undefined; letter: DeadLetter }
  /** Cognito would mail this, or send it as SMS. */
  | { type: 'not-sent'; message: Message }
  /** Changes of this folder, relative to the checkout, are not seen. */
  | { type: 'not-watched'; folder: string; reason: string }
  /** Files have changed. */
  | { type: 'reloading' }
  /** Changed files run now, this long after the last of them was saved. */
  | { type: 'reloaded'; functions: string[]; milliseconds: number }
  /** What the compiler says against the types now; nothing when they are right again. What runs goes on. */
  | { type: 'types'; lines: readonly string[] }
  /** Changed files cannot run; what ran before goes on. */
  | { type: 'reload-failed'; message: string };

/** A request to the API, and what it took. */
export interface Answered extends OperationCost {
  /** GraphQL, as it was asked. */
  readonly query: string;
  /** Milliseconds. */
  readonly milliseconds: number;
  /** Functions that AppSync called for it, by name, in order; those that they call are not here. */
  readonly functions: readonly string[];
  /** `errorType: message` of each. */
  readonly errors: readonly string[];
}

export type Step = 'bundle' | 'synthesize' | 'films' | 'deploy';
