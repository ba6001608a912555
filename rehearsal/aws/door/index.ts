import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { serveLoopback, type LoopbackServer, type UpgradeListener } from '../../../programs/loopback-server';
import { errorResponse } from './error-shape';
import { Faults, throttling, type FaultAnswer } from './faults';
import { identify } from './identify';
import { AwsError, type Answer, type AwsRequest, type AwsResponse } from './messages';

/** A request that has been answered. `status` is undefined when its connection ended without an answer. */
export interface EmulatedRequest {
  readonly service: string;
  readonly operation: string;
  readonly status: number | undefined;
}

/** The one endpoint of every service: says who is meant, applies the faults, writes down what happened. */
export class Door {
  readonly requests: EmulatedRequest[] = [];
  readonly faults = new Faults();
  private answering = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param answer what stands behind the door. An AwsError that it throws becomes the protocol's own.
   * @param upgrade what takes WebSockets, which meet no fault and are not written down. Default: nothing does
   * @param check looks at a request before it is passed on, and throws an AwsError for one that AWS refuses. Default: all pass
   */
  constructor(
    private readonly answer: Answer,
    private readonly upgrade?: UpgradeListener,
    private readonly check: (request: AwsRequest) => void = () => undefined,
  ) {}

  /** Opens it on a free port that only this machine reaches. */
  open(): Promise<LoopbackServer> {
    return serveLoopback((incoming, outgoing) => this.serve(incoming, outgoing), {
      keepAliveTimeout: 60_000,
      ...(this.upgrade && { upgrade: this.upgrade }),
    });
  }

  /**
   * A request, also one from within the account: AppSync that reads a table, for example.
   *
   * @param gone resolves when its client has gone. Default: at once, nobody waits
   * @returns undefined: no answer
   */
  async dispatch(request: AwsRequest, gone: Promise<unknown> = Promise.resolve()): Promise<AwsResponse | undefined> {
    this.answering += 1;
    try {
      const response = await this.respond(request, gone);
      const { service, operation } = request;
      this.requests.push({ service, operation, status: response?.status });
      return response;
    } finally {
      this.answering -= 1;
      if (this.answering === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }

  /** Resolves when nothing is being answered any more: what a client that is gone had asked for is done, too. */
  async settled(): Promise<void> {
    await nextTurn(); // what has come in meanwhile is read first
    if (this.answering > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private async respond(request: AwsRequest, gone: Promise<unknown>): Promise<AwsResponse | undefined> {
    const fault = this.faults.meet(request);
    if (fault === undefined) return this.pass(request);
    return this.fail(request, fault, gone);
  }

  private async fail(
    request: AwsRequest,
    fault: FaultAnswer,
    gone: Promise<unknown>,
  ): Promise<AwsResponse | undefined> {
    switch (fault.kind) {
      case 'throttle':
        return errorResponse(request, throttling(request));
      case 'error':
        return errorResponse(request, new AwsError(fault.status, fault.code, fault.message));
      case 'timeout':
        if (fault.executes) await this.pass(request);
        await delay(fault.milliseconds, undefined, { ref: false });
        return undefined;
      case 'delay':
        await delay(fault.milliseconds);
        return this.pass(request);
      case 'hold':
        await gone;
        return this.pass(request);
    }
  }

  private async pass(request: AwsRequest): Promise<AwsResponse> {
    try {
      this.check(request);
      return await this.answer(request);
    } catch (error) {
      const { stack = '' } = error as Error;
      const failure =
        error instanceof AwsError ? error : new AwsError(500, 'InternalFailure', `The emulated AWS failed: ${stack}`);
      return errorResponse(request, failure);
    }
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { method = 'GET', headers } = incoming;
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const request = identify({ method, url, headers, body });
    const response = await this.dispatch(request, once(outgoing, 'close'));
    if (response === undefined) {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(response.status, response.headers as Record<string, string | string[]>);
    outgoing.end(response.body);
  }
}
