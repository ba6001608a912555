import type { Extractor } from '../extractor';
import { BedrockFailure, openBedrock, type BedrockConfig } from './converse';
import { messageOf } from './prompt';
import { readInput } from './tool';

export type { BedrockConfig } from './converse';

/** Understands a message by a model of Bedrock. @throws BedrockFailure when it has no answer that can be used */
export function extractByBedrock(config: BedrockConfig): Extractor {
  const converse = openBedrock(config);
  return async (text, context) => {
    const extraction = readInput(await converse(messageOf(text, context)), context);
    if (!extraction) throw new BedrockFailure('MalformedToolUse');
    return extraction;
  };
}
