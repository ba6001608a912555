/** What a stack needs is missing or does not fit together. The message is for a person: show it without a stack trace. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}
