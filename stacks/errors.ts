import { UserError } from '../programs/user-error';

/** What a stack needs is missing or does not fit together. */
export class SynthesisError extends UserError {
  override readonly name = 'SynthesisError';
}
