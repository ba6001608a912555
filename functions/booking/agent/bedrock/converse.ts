import type { ConverseCommandInput, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { SYSTEM } from './prompt';
import { INPUT, TOOL } from './tool';

export interface BedrockConfig {
  /** Of a model, or of an inference profile. */
  readonly modelId: string;
  readonly region: string;
  /** Milliseconds until an answer has to be there, whole. */
  readonly timeoutMs: number;
}

/** No answer that can be used. Its name says why, and is all that a log may say. */
export class BedrockFailure extends Error {
  /** @param reason an exception's name, Bedrock's reason to stop, or one of ours; of anything else, `Unknown` */
  constructor(reason: string, options?: ErrorOptions) {
    super('Bedrock has not filled in what a message says.', options);
    this.name = /^[A-Za-z]\w{2,63}$/.test(reason) ? reason : 'Unknown';
  }
}

/** What the tool is called with. @throws BedrockFailure */
export type Converse = (message: string) => Promise<unknown>;

/** All fields at their longest are some 500 tokens. */
const MOST_TOKENS = 512;

/**
 * Bedrock's Converse API, asked once: a visitor waits, and the rules know an answer. The client finds credentials and, on a laptop,
 * `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` by itself.
 */
export function openBedrock(config: BedrockConfig): Converse {
  const send = openClient(config);
  const { modelId, timeoutMs } = config;
  return async (message) => {
    const answered = inTime(timeoutMs, (abortSignal) => send({ modelId, ...requestOf(message) }, abortSignal));
    const answer = await answered.catch((cause: unknown) => {
      throw cause instanceof BedrockFailure ? cause : new BedrockFailure(reasonOf(cause), { cause });
    });
    return toolInput(answer);
  };
}

const requestOf = (message: string): Omit<ConverseCommandInput, 'modelId'> => ({
  system: [{ text: SYSTEM }],
  messages: [{ role: 'user', content: [{ text: message }] }],
  inferenceConfig: { temperature: 0, maxTokens: MOST_TOKENS },
  toolConfig: {
    tools: [
      {
        toolSpec: {
          name: TOOL,
          description: 'Records what the message of a visitor says.',
          inputSchema: { json: structuredClone(INPUT) as unknown as null }, // a document, which the SDK types by recursion
        },
      },
    ],
    toolChoice: { tool: { name: TOOL } },
  },
});

type Send = (input: ConverseCommandInput, abortSignal: AbortSignal) => Promise<ConverseCommandOutput>;

/** HTTP/1.1, whose connections outlive a message: by default, this client makes a new one of HTTP/2 for each. */
function openClient({ region, timeoutMs }: BedrockConfig): Send {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only now: without Bedrock nobody waits for it
  const { BedrockRuntimeClient, ConverseCommand, NodeHttpHandler } = require('../apart') as typeof import('../apart');
  const client = new BedrockRuntimeClient({
    region,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: timeoutMs,
      socketTimeout: timeoutMs, // an answer that stops in the middle
    }),
  });
  return (input, abortSignal) => client.send(new ConverseCommand(input), { abortSignal });
}

/** @throws BedrockFailure `Timeout`, also when only a part has come by then */
async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new BedrockFailure('Timeout'));
      abort.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `ECONNREFUSED` of a system's error, `ThrottlingException` of AWS's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** @throws BedrockFailure */
function toolInput({ stopReason, output }: ConverseCommandOutput): unknown {
  if (stopReason !== 'tool_use') throw new BedrockFailure(stopReason ?? 'NoStopReason');
  const uses = (output?.message?.content ?? []).flatMap(({ toolUse }) => toolUse ?? []);
  const [use] = uses;
  if (uses.length !== 1 || use!.name !== TOOL) throw new BedrockFailure('NoToolUse');
  return use!.input;
}
