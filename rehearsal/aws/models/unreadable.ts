/** A request that is no input of its operation, so that nobody gets as far as to look at constraints. The message says why. */
export class UnreadableRequest extends Error {}
