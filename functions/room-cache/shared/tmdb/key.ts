import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { UpstreamError } from '../../../shared/errors';

/** Where the key of TMDB comes from. */
export interface TmdbKey {
  get(): Promise<string>;
  /** TMDB has refused this key. @returns the key to try now: another one when it was rotated meanwhile */
  replace(refused: string): Promise<string>;
}

/** How long a key is used before it is read again, milliseconds: a rotation without a refusal is noticed so late. */
const keyLifetime = 300_000;
/** A refused key that the parameter still holds is not looked up again for so long, milliseconds. */
const recheckPause = 30_000;

/** Reads the SecureString. The client finds region, credentials and `AWS_ENDPOINT_URL_SSM` by itself. */
export function readParameter(name: string): () => Promise<string> {
  const ssm = new SSMClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return async () => {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value ?? '';
  };
}

/** Keeps the key in memory, never elsewhere. Rotating it takes a new value in the parameter and no deploy. */
export class ParameterKey implements TmdbKey {
  private current: { value: string; readAt: number } | undefined;
  private rechecked: { value: string; at: number } | undefined;
  private pending: Promise<string> | undefined;

  constructor(
    private readonly parameterName: string,
    private readonly read: () => Promise<string>,
    private readonly now: () => number,
  ) {}

  async get(): Promise<string> {
    if (this.current && this.now() - this.current.readAt < keyLifetime) return this.current.value;
    try {
      return await this.load();
    } catch (error) {
      // A key that worked five minutes ago is better than none while Parameter Store is away.
      if (this.current) return this.current.value;
      throw error;
    }
  }

  async replace(refused: string): Promise<string> {
    if (this.current && this.current.value !== refused) return this.current.value;
    if (this.rechecked?.value === refused && this.now() - this.rechecked.at < recheckPause) return refused;
    const value = await this.load();
    this.rechecked = { value: refused, at: this.now() };
    return value;
  }

  /** Forty requests at once that need the key read it once. */
  private load(): Promise<string> {
    this.pending ??= this.loadOnce().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async loadOnce(): Promise<string> {
    const operation = `ssm:GetParameter ${this.parameterName}`;
    const reason = "The key of the film catalogue could not be read. Try again; if it stays, tell the app's operator.";
    let value: string;
    try {
      value = (await this.read()).trim();
    } catch (cause) {
      throw new UpstreamError(operation, reason, { cause });
    }
    if (value === '') {
      throw new UpstreamError(operation, reason, {
        cause: new Error('the parameter is empty: put the TMDB key in it'),
      });
    }
    this.current = { value, readAt: this.now() };
    return value;
  }
}
