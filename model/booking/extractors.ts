/** What reads a visitor's message, `systems.booking.chat.extractor` of an environment: rules alone, or a model of Bedrock beside them. */
export const EXTRACTORS = {
  RULES: {},
  /** `lost`: what an alarm says of one that does not answer. */
  BEDROCK: { lost: 'messages are read by rules alone, and the visitors of all businesses are asked back more often' },
} as const;
