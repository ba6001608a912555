interface Closeable {
  close(): void | Promise<void>;
}

/** What has been opened, closed in the opposite order: also when opening the rest fails half-way. */
export class Closers {
  private readonly opened: Promise<Closeable>[] = [];

  /** Takes something that is open or about to be. */
  add<T extends Closeable>(resource: T | Promise<T>): Promise<T> {
    const promise = Promise.resolve(resource);
    // Whoever awaits it gets the error; nobody has to.
    promise.catch(() => undefined);
    this.opened.push(promise);
    return promise;
  }

  async close(): Promise<void> {
    for (const promise of this.opened.splice(0).reverse()) {
      const resource = await promise.catch(() => undefined);
      await resource?.close();
    }
  }
}
