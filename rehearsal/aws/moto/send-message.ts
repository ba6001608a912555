import type { Answer } from '../door/messages';
import { askMoto } from './ask';

/** Puts a message into a queue of moto's. @param message.queue ARN */
export async function sendMessage(
  moto: Answer,
  message: { readonly queue: string; readonly region: string; readonly body: object },
): Promise<void> {
  const [, , , , account, name] = message.queue.split(':');
  await askMoto(moto, {
    service: 'sqs',
    region: message.region,
    target: 'AmazonSQS.SendMessage',
    input: {
      QueueUrl: `http://127.0.0.1/${account ?? ''}/${name ?? ''}`,
      MessageBody: JSON.stringify(message.body),
    },
  });
}
