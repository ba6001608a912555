/** An emulated AWS account in a process of its own, so that its work is not counted as the reader's. Talks by messages. */
import { startEmulatedAws } from '../rehearsal/aws';

async function main(region: string): Promise<void> {
  const tmdb = { url: 'http://127.0.0.1:1/3' }; // no function is called
  const aws = await startEmulatedAws({ account: '111111111111', region, tmdb });
  process.on('message', () => void aws.close().then(() => process.disconnect()));
  process.send?.(aws.endpoint);
}

void main(String(process.argv[2]));
