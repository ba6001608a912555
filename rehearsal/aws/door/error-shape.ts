import { randomUUID } from 'node:crypto';
import { type AwsError, type AwsRequest, type AwsResponse, escapeXml, json, xml } from './messages';

/** An error as the request's protocol has it, so that every client reads its code. */
export function errorResponse(request: Pick<AwsRequest, 'protocol' | 'method'>, error: AwsError): AwsResponse {
  const { status, name, message, details } = error;
  switch (request.protocol) {
    case 'json':
      return json(status, { __type: name, message, ...details }, 'application/x-amz-json-1.0');
    case 'rest-json': {
      const response = json(status, { message, Message: message, Type: status < 500 ? 'User' : 'Service', ...details });
      return { ...response, headers: { ...response.headers, 'x-amzn-errortype': name } };
    }
    case 'query': {
      const kind = status < 500 ? 'Sender' : 'Receiver';
      const inner = `<Type>${kind}</Type><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message>`;
      const id = `<RequestId>${randomUUID()}</RequestId>`;
      return xml(status, `<ErrorResponse><Error>${inner}</Error>${id}</ErrorResponse>`);
    }
    case 'rest-xml': {
      const inner = `<Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message>`;
      const response = xml(status, `<Error>${inner}<RequestId>${randomUUID()}</RequestId></Error>`);
      return request.method === 'HEAD' ? { ...response, body: '' } : response; // HTTP allows it no body
    }
    case 'cbor':
      return {
        status,
        headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
        body: cborMap({ __type: name, message }),
      };
    case 'graphql': {
      const response = json(status, { errors: [{ errorType: name, message }] });
      return { ...response, headers: { ...response.headers, 'x-amzn-errortype': name } };
    }
  }
}

/** CBOR (RFC 8949) of a map of a few short texts: all that an error needs. */
function cborMap(texts: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(texts);
  return Buffer.concat([Buffer.of(0xa0 + entries.length), ...entries.flat().map(cborText)]);
}

function cborText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(3);
  head.writeUInt8(0x79); // a text whose length stands in two bytes
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
