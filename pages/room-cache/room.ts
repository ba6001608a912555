import type { Place } from './room/api';
import { loadConfig, Page } from './room/page';
import { byKey } from './room/way-in';

/** `config.json` beside the page, which whoever publishes it writes. */
interface Config extends Place {
  /** Sent as `x-api-key`. */
  readonly apiKey: string;
}

/** The page on which friends open a room, swipe through its films, and find the one that everybody likes. */
async function main(): Promise<void> {
  const answer = await loadConfig();
  if (!answer) return;
  const config = (await answer.json()) as Config;
  await new Page(config, byKey(config.endpoint, config.apiKey)).begin();
}

void main();
