import type { AwsRequest } from './messages';

const CREDENTIAL = /Credential=[^/]+\/\d{8}\/([^/]+)\//;

/** The region for which a request is signed. @throws Error when nobody signed it */
export function regionOf({ headers, operation }: AwsRequest): string {
  const region = CREDENTIAL.exec(headers.authorization ?? '')?.[1];
  if (region === undefined) throw new Error(`${operation} is signed for no region.`);
  return region;
}
