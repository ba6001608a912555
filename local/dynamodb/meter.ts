import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { own, setOwn } from '../../keys/own';
import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';
import { accessKeyOf, refusalOf, refuse } from '../iam/door';
import { createDynamodbClient, type DynamodbClient } from './client';

/** DynamoDB's capacity units. */
export interface Units {
  readUnits: number;
  writeUnits: number;
}

/** Looks whether a request may be sent. */
type Check = (accessKeyId: string, operation: string, input: Readonly<Record<string, unknown>>) => void;

/** What one operation has cost so far. */
export interface OperationCost extends Units {
  requests: number;
}

const reads = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);
const writes = new Set(['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem']);

/** To begin with. */
export const noCost = (): OperationCost => ({ requests: 0, readUnits: 0, writeUnits: 0 });

export function addCost(to: OperationCost, { requests, readUnits, writeUnits }: OperationCost): void {
  to.requests += requests;
  to.readUnits += readUnits;
  to.writeUnits += writeUnits;
}

/**
 * Counts requests and capacity units. DynamoDB itself says the units: they are asked for with each request. dynalite leaves out what
 * writes to indexes take, and both engines on this machine what a write takes that its condition refuses.
 */
export class DynamodbMeter {
  /** By operation. */
  readonly costs: Record<string, OperationCost> = {};
  /** Units by table's name. */
  readonly tables: Record<string, Units> = {};

  /** @param onCost told of each request, and of the units that it took when they are known; `signer` of who came by the door */
  constructor(private readonly onCost: (cost: OperationCost, signer: string | undefined) => void = () => undefined) {}

  /** The client, with every request counted. */
  measure(client: DynamodbClient): DynamodbClient {
    return {
      ...client,
      send: async (operation, input) => {
        const add = this.count(operation);
        const answer = await client.send(operation, askForCapacity(operation, input));
        add(answer);
        return answer;
      },
    };
  }

  /**
   * A door to the same DynamoDB for those who bring a client of their own: the functions.
   *
   * @param check throws for what who signs with this access key id may not ask. Default: everybody may ask everything
   */
  async serve(endpoint: string, check: Check = () => undefined): Promise<LoopbackServer> {
    const client = createDynamodbClient(endpoint);
    const server = await serveLoopback((request, response) => this.forward(client, check, request, response), {
      keepAliveTimeout: 0,
    });
    return {
      endpoint: server.endpoint,
      async close() {
        await server.close();
        client.close();
      },
    };
  }

  private async forward(
    client: DynamodbClient,
    check: Check,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const input = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
    const refusal = refusalOf(() => check(accessKeyOf(request), operation, input));
    if (refusal) return refuse(response, refusal);
    const add = this.count(operation, accessKeyOf(request));
    const { statusCode, body } = await client.exchange(operation, JSON.stringify(askForCapacity(operation, input)));
    if (statusCode === 200) add(JSON.parse(body) as Record<string, unknown>);
    response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  }

  /** @returns what takes the answer, for its units */
  private count(operation: string, signer?: string): (answer: Record<string, unknown>) => void {
    const cost = own(this.costs, operation) ?? noCost();
    setOwn(this.costs, operation, cost);
    cost.requests += 1;
    this.onCost({ ...noCost(), requests: 1 }, signer);
    const kind = writes.has(operation) ? 'writeUnits' : 'readUnits';
    return ({ ConsumedCapacity }) => {
      const consumed = [ConsumedCapacity ?? []].flat() as { TableName: string; CapacityUnits: number }[];
      for (const { TableName, CapacityUnits } of consumed) {
        const table = own(this.tables, TableName) ?? { readUnits: 0, writeUnits: 0 };
        setOwn(this.tables, TableName, table);
        for (const units of [cost, table]) units[kind] += CapacityUnits;
        this.onCost({ ...noCost(), [kind]: CapacityUnits }, signer);
      }
    };
  }
}

function askForCapacity(operation: string, input: object): object {
  const costs = reads.has(operation) || writes.has(operation);
  return costs && !('ReturnConsumedCapacity' in input) ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input;
}
