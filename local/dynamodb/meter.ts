import type { IncomingMessage, ServerResponse } from 'node:http';

import { own, setOwn } from '../../keys/own';
import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';
import { createDynamodbClient, type DynamodbClient } from './client';

/** What one operation has cost so far, in DynamoDB's capacity units. */
export interface OperationCost {
  requests: number;
  readUnits: number;
  writeUnits: number;
}

const reads = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);
const writes = new Set(['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem']);

/** Counts requests and capacity units, by operation. DynamoDB itself says the units: they are asked for with each request. */
export class DynamodbMeter {
  readonly costs: Record<string, OperationCost> = {};

  /** The client, with every request counted. */
  measure(client: DynamodbClient): DynamodbClient {
    return {
      ...client,
      send: async (operation, input) => {
        const cost = this.count(operation);
        const answer = await client.send(operation, askForCapacity(operation, input));
        addUnits(cost, operation, answer);
        return answer;
      },
    };
  }

  /** A door to the same DynamoDB for those who bring a client of their own: the functions. */
  async serve(endpoint: string): Promise<LoopbackServer> {
    const client = createDynamodbClient(endpoint);
    const server = await serveLoopback((request, response) => this.forward(client, request, response), {
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

  private async forward(client: DynamodbClient, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const input = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as object;
    const cost = this.count(operation);
    const { statusCode, body } = await client.exchange(operation, JSON.stringify(askForCapacity(operation, input)));
    if (statusCode === 200) addUnits(cost, operation, JSON.parse(body) as Record<string, unknown>);
    response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  }

  private count(operation: string): OperationCost {
    const cost = own(this.costs, operation) ?? { requests: 0, readUnits: 0, writeUnits: 0 };
    setOwn(this.costs, operation, cost);
    cost.requests += 1;
    return cost;
  }
}

function askForCapacity(operation: string, input: object): object {
  const costs = reads.has(operation) || writes.has(operation);
  return costs && !('ReturnConsumedCapacity' in input) ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input;
}

function addUnits(cost: OperationCost, operation: string, { ConsumedCapacity }: Record<string, unknown>): void {
  const tables = [ConsumedCapacity ?? []].flat() as { CapacityUnits: number }[];
  const units = tables.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  if (writes.has(operation)) cost.writeUnits += units;
  else cost.readUnits += units;
}
