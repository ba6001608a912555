import { serveLoopback, type LoopbackServer } from '../../programs/loopback-server';

/** Lets DynamoDB requests through to an endpoint, and tells of each: `dynamodb:PutItem`, and its table. */
export function openDoor(endpoint: string, onCall: (action: string, table: string) => void): Promise<LoopbackServer> {
  return serveLoopback(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const operation = String(request.headers['x-amz-target']).split('.')[1]!;
    for (const table of tablesOf(JSON.parse(body) as DynamodbInput)) onCall(`dynamodb:${operation}`, table);
    const headers = Object.fromEntries(
      ['x-amz-target', 'x-amz-date', 'authorization', 'content-type'].map((name) => [
        name,
        String(request.headers[name]),
      ]),
    );
    const answer = await fetch(endpoint, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(await answer.text());
  });
}

export interface DynamodbInput {
  readonly TableName?: string;
  /** Of batches, by table. */
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

export function tablesOf({ TableName, RequestItems }: DynamodbInput): string[] {
  return [...(TableName === undefined ? [] : [TableName]), ...Object.keys(RequestItems ?? {})];
}
