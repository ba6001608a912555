import { PRICES, type PriceName } from '../prices';
import type { ConversationFigures } from './conversation';

/** What is not measured. */
export const ASSUMED = {
  /** Seconds between two messages of a visitor. */
  secondsPerMessage: 30,
  /** For which AppSync asks nobody about a key that it has let in: `widgets.authorizerTtlSeconds`, the most that there may be. */
  authorizerTtlSeconds: 60,
} as const;

/** What Lambda itself writes of an invocation that works, with tracing: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
const PLATFORM_LINES = [
  'START RequestId: 8f507cfc-0e6d-4f1d-9f0e-9d6d4a3c7b21 Version: 12',
  'END RequestId: 8f507cfc-0e6d-4f1d-9f0e-9d6d4a3c7b21',
  'REPORT RequestId: 8f507cfc-0e6d-4f1d-9f0e-9d6d4a3c7b21\tDuration: 100.00 ms\tBilled Duration: 100 ms\tMemory Size: 1024 MB\tMax Memory Used: 100 MB\t',
  'XRAY TraceId: 1-5e34a614-10bdxmplf1fb44f07bc535a1\tSegmentId: 07f5xmpl2d1f6f85\tSampled: true\t',
];
const PLATFORM_BYTES = PLATFORM_LINES.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

export interface CostLine {
  readonly price: PriceName;
  readonly quantity: number;
  readonly usd: number;
}

/** How often the authorizer is asked in a conversation of which it knows the key from nobody else. */
export const authorizations = (messages: number): number =>
  Math.ceil((messages * ASSUMED.secondsPerMessage) / ASSUMED.authorizerTtlSeconds);

/** What so many conversations cost, from the greeting to the booking. */
export function costOf(
  { messages, whole, authorizer, functions: { agent, authorizer: letsIn } }: ConversationFigures,
  conversations: number,
): CostLine[] {
  const asked = authorizations(messages.length);
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
  const gbSeconds = (fn: { readonly memoryMB: number; readonly ms: number } | undefined) =>
    fn ? (fn.memoryMB / 1024) * (Math.ceil(fn.ms) / 1000) : 0;
  const invocations = messages.length + asked;
  const each: Readonly<Record<PriceName, number>> = {
    query: messages.length,
    lambdaRequest: invocations,
    lambdaGbSecond: messages.length * gbSeconds(agent) + asked * gbSeconds(letsIn),
    readUnit: whole.readUnits + asked * authorizer.readUnits,
    writeUnit: whole.writeUnits + asked * authorizer.writeUnits,
    logByte: sum(whole.logBytes) + asked * sum(authorizer.logBytes) + invocations * PLATFORM_BYTES,
  };
  return (Object.entries(each) as [PriceName, number][]).map(([price, quantity]) => {
    const { usd, per } = PRICES[price];
    return { price, quantity: quantity * conversations, usd: (quantity * conversations * usd) / per };
  });
}
