import { z } from 'zod';
import type { EXTRACTORS } from '../../model/booking/extractors';
import { exactly, options, region, text, whole } from '../kinds-of-value';

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
      /** Milliseconds until its answer has to be there; then the message is the rules'. Default: 4,000. */
      timeoutMs: whole(500, 20_000, 'milliseconds').exactOptional(),
    }),
  ],
  options('kind', "'RULES' or 'BEDROCK'"),
);
