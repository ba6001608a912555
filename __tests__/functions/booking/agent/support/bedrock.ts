import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { serveLoopback, type LoopbackServer } from '../../../../../programs/loopback-server';

/** Converse's request, as far as it is looked at. */
export interface ConverseRequest {
  readonly system: readonly { readonly text: string }[];
  readonly messages: readonly { readonly role: string; readonly content: readonly { readonly text: string }[] }[];
  readonly inferenceConfig: object;
  readonly toolConfig: {
    readonly tools: readonly {
      readonly toolSpec: { readonly name: string; readonly inputSchema: { readonly json: object } };
    }[];
    readonly toolChoice: { readonly tool: { readonly name: string } };
  };
}

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: ConverseRequest;
}

type Answer = (request: Received, response: ServerResponse) => void;

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

/** A whole answer of a model. */
export const says =
  (stopReason: string, ...content: readonly object[]): Answer =>
  (_, response) =>
    send(response, 200, {
      output: { message: { role: 'assistant', content } },
      ...{ stopReason, usage: { inputTokens: 900, outputTokens: 60, totalTokens: 960 }, metrics: { latencyMs: 700 } },
    });

const toolUse = (name: string, input: unknown) => ({ toolUse: { toolUseId: 'tooluse_1', name, input } });

/** Calls the tool that it has to. */
export const fillsIn =
  (input: unknown): Answer =>
  (request, response) =>
    says('tool_use', toolUse(request.body.toolConfig.toolChoice.tool.name, input))(request, response);

export const calls = (...names: readonly string[]): Answer =>
  says('tool_use', ...names.map((name) => toolUse(name, {})));

/** As AWS sends its errors. @param message default: one that quotes the whole request */
export const refuses =
  (status: number, type: string): Answer =>
  (request, response) =>
    send(response, status, { message: JSON.stringify(request.body) }, { 'x-amzn-errortype': `${type}:http://aws/` });

export const sends =
  (body: string): Answer =>
  (_, response) =>
    send(response, 200, body);

/** Never answers. */
export const hangs: Answer = () => undefined;
/** Begins to answer. */
export const stalls: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"output":');
};
export const hangsUp: Answer = (_, response) => void response.destroy();

/** Bedrock's runtime: `POST /model/{modelId}/converse`, and nothing else. */
export class FakeBedrock {
  readonly received: Received[] = [];
  answer: Answer = fillsIn({});
  private server: LoopbackServer | undefined;

  /** @returns its endpoint */
  async open(): Promise<string> {
    this.server = await serveLoopback((request, response) => this.serve(request, response));
    return this.server.endpoint;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url: path, headers } = request;
    const received = {
      method,
      path,
      authorization: headers.authorization,
      body: (await json(request)) as ConverseRequest,
    };
    this.received.push(received);
    if (method !== 'POST' || !/^\/model\/[^/]+\/converse$/.test(path ?? '')) {
      return send(response, 404, { message: 'no such operation' }, { 'x-amzn-errortype': 'UnknownOperationException' });
    }
    this.answer(received, response);
  }
}
