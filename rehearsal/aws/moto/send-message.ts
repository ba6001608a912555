import type { Answer } from '../door/messages';

/** Puts a message into a queue of moto's. @param message.queue ARN */
export async function sendMessage(
  moto: Answer,
  message: { readonly queue: string; readonly region: string; readonly body: object },
): Promise<void> {
  const [, , , , account, name] = message.queue.split(':');
  await moto({
    service: 'sqs',
    operation: 'SendMessage',
    protocol: 'json',
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.SendMessage',
      authorization: `AWS4-HMAC-SHA256 Credential=emulated/20260101/${message.region}/sqs/aws4_request, SignedHeaders=host, Signature=emulated`,
    },
    body: Buffer.from(
      JSON.stringify({
        QueueUrl: `http://127.0.0.1/${account ?? ''}/${name ?? ''}`,
        MessageBody: JSON.stringify(message.body),
      }),
    ),
  });
}
