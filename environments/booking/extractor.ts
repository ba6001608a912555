import { z } from 'zod';
import type { EXTRACTORS } from '../../model/booking/extractors';
import { exactly, options, region, text, whole } from '../kinds-of-value';
import { partitionOf, sameAs } from '../partition';
import type { Finding, Parsed } from '../parsed';
import type { FunctionConfig } from '../resources/lambda-function';
import type { Place } from '../section';

/** Where an inference profile of Bedrock's own may lead, as its id begins: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html */
const GEOGRAPHIES = ['us', 'us-gov', 'eu', 'apac', 'jp', 'au', 'ca', 'global'];
const profile = new RegExp(`^(?:${GEOGRAPHIES.join('|')})[.](?=[a-z0-9-]+[.])`);

const kind = <const Kind extends keyof typeof EXTRACTORS>(name: Kind) => z.literal(name);

/** What reads a visitor's message. Rules always do; a model finds what they do not. */
export const extractor = z.discriminatedUnion(
  'kind',
  [
    exactly({ kind: kind('RULES') }),
    exactly({
      kind: kind('BEDROCK'),
      /** A model's id, or that of an inference profile. The model has to take a tool that it must use, as Claude and Nova do. */
      modelId: text(
        "the id of a model or an inference profile of Bedrock, such as 'eu.amazon.nova-lite-v1:0', and no ARN",
        /^[a-z0-9-]{1,63}([.:][a-z0-9-]{1,63}){1,5}$/,
      ),
      /** Where Bedrock is asked. Default: the region of the environment. */
      region: region().exactOptional(),
      /** Milliseconds until its answer has to be there; then the message is the rules'. Default: `DEFAULT_TIMEOUT_MS`. */
      timeoutMs: whole(500, 20_000, 'milliseconds').exactOptional(),
    }),
  ],
  options('kind', "'RULES' or 'BEDROCK'"),
);

type Extractor = z.infer<typeof extractor>;
type Chat = { readonly extractor?: Extractor };
/** Of a section, what these rules look at. */
type Part = Parsed<{ readonly chat: Chat; readonly functions: { readonly agent: FunctionConfig } }>;

/** A tool's call of some 100 tokens takes a small model one second or two. */
const DEFAULT_TIMEOUT_MS = 4_000;

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
export function bedrockOf({ extractor: of }: Chat, home: string): Bedrock | undefined {
  if (of?.kind !== 'BEDROCK') return undefined;
  const { modelId, region: at = home, timeoutMs = DEFAULT_TIMEOUT_MS } = of;
  const foundationModel = modelId.replace(profile, '');
  const inferenceProfile = foundationModel === modelId ? undefined : modelId;
  return { modelId, region: at, timeoutMs, foundationModel, inferenceProfile };
}

/** Seconds of the agent's timeout that are its tables': a request to DynamoDB that got no answer is asked again after 5. */
const TABLES_SECONDS = 6;

/** Who has waited for Bedrock in vain still books, by the rules. */
export function agentOutlastsBedrock({ chat, functions }: Part): Finding[] {
  const of = chat?.extractor;
  const timeout = functions?.agent?.timeout;
  if (of?.kind !== 'BEDROCK' || timeout === undefined) return [];
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = of;
  const least = Math.ceil(timeoutMs / 1000) + TABLES_SECONDS;
  if (timeout >= least) return [];
  const allowed = `at least ${least} seconds; the agent waits ${timeoutMs} ms for Bedrock (chat.extractor.timeoutMs), and its tables need ${TABLES_SECONDS} s besides`;
  return [{ path: ['functions', 'agent', 'timeout'], value: timeout, allowed }];
}

/** A function's credentials are worth nothing in another partition. */
export function bedrockIsInReach({ chat }: Part, { region: home }: Parsed<Place>): Finding[] {
  const of = chat?.extractor;
  if (of?.kind !== 'BEDROCK' || home === undefined) return [];
  const path = ['chat', 'extractor', 'region'];
  const { region: at = home } = of;
  if (partitionOf(at) !== partitionOf(home)) return [{ path, value: at, allowed: sameAs(home) }];
  if (partitionOf(at) !== 'aws-cn') return [];
  return [{ path: ['chat', 'extractor', 'kind'], value: of.kind, allowed: "'RULES'; there is no Bedrock in China" }];
}
