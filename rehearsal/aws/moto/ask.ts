import { type Answer, type AwsResponse, jsonOf, type JsonObject } from '../door/messages';

export interface Question {
  /** The name under which it is signed. */
  readonly service: string;
  readonly region: string;
  /** As `x-amz-target` names it: `TrentService.DescribeKey`. */
  readonly target: string;
  readonly input: JsonObject;
}

/** Asks moto something of our own, in AWS's JSON protocol. */
export async function askMoto(moto: Answer, { service, region, target, input }: Question) {
  const response: AwsResponse = await moto({
    service,
    operation: target.slice(target.lastIndexOf('.') + 1),
    protocol: 'json',
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=emulated/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=emulated`,
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  return { status: response.status, body: jsonOf({ body: Buffer.from(response.body) }) };
}
