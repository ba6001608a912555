/** What time it is where the page comes from: a computer's own clock may be wrong. */
export class Clock {
  /** @param ahead milliseconds by which this computer's clock is */
  private constructor(private readonly ahead: number) {}

  /** @param answer of the page's own server, just come: another's hides its Date from pages */
  static of({ headers }: Response): Clock {
    const sent = Date.parse(headers.get('date') ?? '');
    const kept = Number(headers.get('age') ?? 0) * 1000; // by a cache on the way
    return new Clock(Number.isNaN(sent) ? 0 : Date.now() - sent - kept);
  }

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() - this.ahead;
  }

  /** By how many whole minutes this computer's clock is wrong: less than 0 when it is behind. */
  get minutesAhead(): number {
    return Math.round(this.ahead / 60_000);
  }
}
