import type { ServerResponse } from 'node:http';
import { RoleRefusal } from './roles';

interface Signed {
  readonly headers: { readonly authorization?: string | undefined };
}

/** Who has signed a request (Signature Version 4); empty where nobody has. */
export const accessKeyOf = ({ headers }: Signed): string =>
  /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';

/** What a check refuses; undefined when it lets through. */
export function refusalOf(check: () => void): RoleRefusal | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof RoleRefusal) return error;
    throw error;
  }
}

/** As AWS's JSON protocols say it. */
export function refuse(response: ServerResponse, { name, message }: RoleRefusal): void {
  response
    .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify({ __type: `com.amazon.coral.service#${name}`, Message: message }));
}
