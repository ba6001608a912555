import type { Answer } from '../door/messages';

/**
 * One request of a service at a time, in their order: moto answers in threads over plain lists, and one that is read while another
 * request adds to it ends in a page of 500.
 */
export function oneAtATime(answer: Answer): Answer {
  const last = new Map<string, Promise<unknown>>();
  return (request) => {
    const answered = (last.get(request.service) ?? Promise.resolve()).then(() => answer(request));
    last.set(
      request.service,
      answered.catch(() => undefined),
    );
    return answered;
  };
}
