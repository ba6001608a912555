import { startEmulatedAws, type EmulatedAws, type EmulatedAwsOptions } from '../../../rehearsal/aws';

export const ACCOUNT = '111111111111';
export const REGION = 'eu-west-1';

/** An emulated account whose functions would find no films. */
export const startAws = (options: Partial<EmulatedAwsOptions> = {}): Promise<EmulatedAws> =>
  startEmulatedAws({ account: ACCOUNT, region: REGION, tmdb: { url: 'http://127.0.0.1:1/3' }, ...options });

/** What an SDK client needs to reach it. */
export const clientOf = ({ endpoint }: Pick<EmulatedAws, 'endpoint'>, maxAttempts = 1) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' },
  maxAttempts,
});
