import { createAws, type Aws } from '../deployment/aws/clients';
import type { EmulatedAws } from './aws';

/** The AWS SDK, pointed at the emulated account whatever this process has in its environment. */
export const clientsOf = ({ endpoint }: Pick<EmulatedAws, 'endpoint'>, region: string): Aws =>
  createAws(region, { endpoint, credentials: { accessKeyId: 'emulated', secretAccessKey: 'emulated' } });
