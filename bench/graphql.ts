import { Agent, request } from 'node:http';

/** A GraphQL client that costs as little as the bare DynamoDB client beside it: keep-alive connections, nothing cached. */
export class GraphqlClient {
  /** Requests sent so far. */
  requests = 0;
  private readonly agent = new Agent({ keepAlive: true });

  /** @param shown by which the client is let in: `x-api-key`, or `authorization` */
  constructor(
    private readonly endpoint: string,
    private readonly shown: Readonly<Record<string, string>>,
  ) {}

  /** @throws Error with the first GraphQL error, or when the answer is not GraphQL */
  async send<T>(query: string, variables: object): Promise<T> {
    const text = await this.post(JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(text) as { data?: T; errors?: { message: string }[] };
    if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? `not a GraphQL answer: ${text.slice(0, 200)}`);
    return data;
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string): Promise<string> {
    this.requests++;
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...this.shown,
      };
      const outgoing = request(this.endpoint, { method: 'POST', agent: this.agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
