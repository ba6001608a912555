import { partitionOf, sameAs } from '../partition';
import type { Finding, Parsed } from '../parsed';
import type { Place } from '../section';
import type { Booking } from './schema';

/**
 * Where an inference profile of Bedrock's own may lead, as its id begins:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const GEOGRAPHIES = ['us', 'us-gov', 'eu', 'apac', 'jp', 'au', 'ca', 'global'];
const geography = new RegExp(`^(?:${GEOGRAPHIES.join('|')})[.](?=[a-z0-9-]+[.])`);

/** A tool's call of some 100 tokens takes a small model a second or two. */
const DEFAULT_TIMEOUT_MS = 4_000;
/** Seconds of the agent's timeout that are its tables': a request to DynamoDB that got no answer is asked again after 5. */
const TABLES_SECONDS = 6;

/** What the agent asks beside its rules. */
export interface Bedrock {
  readonly modelId: string;
  readonly region: string;
  readonly timeoutMs: number;
  /** The model itself. */
  readonly foundationModel: string;
  /** The inference profile that `modelId` is; undefined when it is the model. */
  readonly inferenceProfile: string | undefined;
}

/** @returns undefined where rules alone read. @param home region of the environment */
export function bedrockOf({ extractor }: Booking['chat'], home: string): Bedrock | undefined {
  if (extractor?.kind !== 'BEDROCK') return undefined;
  const { modelId, region = home, timeoutMs = DEFAULT_TIMEOUT_MS } = extractor;
  const foundationModel = modelId.replace(geography, '');
  const inferenceProfile = foundationModel === modelId ? undefined : modelId;
  return { modelId, region, timeoutMs, foundationModel, inferenceProfile };
}

/** A visitor for whom Bedrock was asked in vain is still answered, by the rules. */
export function agentOutlastsBedrock({ chat, functions }: Parsed<Booking>): Finding[] {
  const extractor = chat?.extractor;
  const timeout = functions?.agent?.timeout;
  if (extractor?.kind !== 'BEDROCK' || timeout === undefined) return [];
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = extractor;
  const least = Math.ceil(timeoutMs / 1000) + TABLES_SECONDS;
  if (timeout >= least) return [];
  const allowed = `at least ${least} seconds; the agent waits ${timeoutMs} ms for Bedrock (chat.extractor.timeoutMs), and its tables need ${TABLES_SECONDS} s besides`;
  return [{ path: ['functions', 'agent', 'timeout'], value: timeout, allowed }];
}

/** A function's credentials are worth nothing in another partition. */
export function bedrockIsInReach({ chat }: Parsed<Booking>, { region: home }: Parsed<Place>): Finding[] {
  const extractor = chat?.extractor;
  if (extractor?.kind !== 'BEDROCK' || home === undefined) return [];
  const { region = home } = extractor;
  if (partitionOf(region) !== partitionOf(home)) {
    return [{ path: ['chat', 'extractor', 'region'], value: region, allowed: sameAs(home) }];
  }
  if (partitionOf(region) !== 'aws-cn') return [];
  return [{ path: ['chat', 'extractor', 'kind'], value: 'BEDROCK', allowed: "'RULES'; there is no Bedrock in China" }];
}
