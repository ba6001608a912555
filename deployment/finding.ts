import { OutsideError } from '../programs/errors';

/** What a trial of a system has found wrong, in one sentence with the next step. */
export class Finding extends OutsideError {
  constructor(message: string, next: string) {
    super(message, { next });
  }
}
