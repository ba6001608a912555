/** Lets work pass side by side, except while some is done alone. */
export class Gate {
  private readonly passing = new Set<Promise<unknown>>();
  private closed: Promise<void> | undefined;

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed) await this.closed;
    const one = work();
    this.passing.add(one);
    try {
      return await one;
    } finally {
      this.passing.delete(one);
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed) await this.closed;
    let open = (): void => undefined;
    this.closed = new Promise((resolve) => (open = resolve));
    try {
      await Promise.allSettled(this.passing);
      return await work();
    } finally {
      this.closed = undefined;
      open();
    }
  }
}
