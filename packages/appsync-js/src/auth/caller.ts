import type { ApiRequest, ApiResponse } from '../definition';
import { refusal } from '../response';
import type { AuthenticationProvider } from './authentication';

/** Whoever has been let in. */
export interface Caller {
  /** The way by which. */
  readonly provider: AuthenticationProvider;
  /** What the code sees as `ctx.identity`. */
  readonly identity: object | null;
  /** Of a user pool; none for others. */
  readonly groups: readonly string[];
  /** What an authorizer withholds: `Type.field`, or a field's ARN. */
  readonly deniedFields: ReadonlySet<string>;
}

/** What became of a request at the door. */
export type Verdict =
  | { readonly caller: Caller }
  /** @param hint what the log says to whoever runs the API, where there is something to do */
  | { readonly refused: ApiResponse; readonly hint?: string };

/** What of a request says who asks. */
export type Asking = Pick<ApiRequest, 'headers' | 'apiKey' | 'sourceIp'> & Partial<ApiRequest>;

/** The body is seen in aws-appsync-community#198 and #372. */
export const unauthorized = (message: string, hint?: string): Verdict => ({
  refused: refusal(401, 'UnauthorizedException', message),
  ...(hint !== undefined && { hint }),
});

export const notAuthorized = (hint?: string): Verdict =>
  unauthorized('You are not authorized to make this call.', hint);
