/** What is loaded only where an environment has a model: a bundle of its own, beside that of `index.ts`. */
export { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
export { NodeHttpHandler } from '@smithy/node-http-handler';
