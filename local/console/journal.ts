import { own, setOwn } from '../../keys/own';
import { addCost, noCost, type OperationCost } from '../dynamodb';
import type { Answered, LocalEvent } from '../events';
import { parseLogLine } from '../metrics';
import type { Invoked } from '../lambda';

/** Of each kind, how much is kept: the newest. */
const MOST = { requests: 50, invocations: 50, lines: 1_000 };

interface Line {
  readonly requestId: string | undefined;
  readonly text: string;
}

/** What a run has told of late, the newest first. */
export class Journal {
  readonly requests: (Answered & { readonly at: number })[] = [];
  readonly invocations: (Invoked & { readonly at: number; readonly functionName: string })[] = [];
  /** What functions have asked of DynamoDB since the start, by function. */
  readonly functionCosts: Record<string, OperationCost> = {};
  private readonly lines: Line[] = [];

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  take(event: LocalEvent): void {
    const at = this.now();
    if (event.type === 'answered') keep(this.requests, { ...event, at }, MOST.requests);
    if (event.type === 'invoked') keep(this.invocations, { ...event, at }, MOST.invocations);
    if (event.type === 'function-cost') addCost(this.costOf(event.functionName), event);
    if (event.type === 'function-log' && parseLogLine(event.line).kind !== 'metrics')
      keep(this.lines, { requestId: event.requestId, text: event.line }, MOST.lines);
  }

  /** Of one invocation, as it wrote them. */
  linesOf({ requestId }: Invoked): string[] {
    return this.lines.flatMap((line) => (line.requestId === requestId ? [line.text] : [])).reverse();
  }

  private costOf(functionName: string): OperationCost {
    const cost = own(this.functionCosts, functionName) ?? noCost();
    setOwn(this.functionCosts, functionName, cost);
    return cost;
  }
}

function keep<T>(list: T[], entry: T, most: number): void {
  list.unshift(entry);
  list.length = Math.min(list.length, most);
}
