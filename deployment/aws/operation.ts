const operations = new WeakMap<Error, string>();

/** What was asked of AWS when it, or the way to it, failed: `DynamoDB: Scan`. Undefined of an error of another origin. */
export const operationOf = (error: Error): string | undefined => operations.get(error);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- input and output are each service's own, and only passed on
type Handler = (args: any) => Promise<any>;

/** As far as each client of the SDK has it. */
interface Client {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler, context: { readonly clientName?: string; readonly commandName?: string }) => Handler,
      options: { readonly step: 'initialize'; readonly name: string; readonly priority: 'high' },
    ): void;
  };
}

/** Remembers of each error what was asked: the SDK's own texts do not say it. */
export function namingOperations<T extends Client>(client: T): T {
  client.middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      (args) =>
        next(args).catch((error: unknown) => {
          const operation = `${clientName.replace(/Client$/, '')}: ${commandName.replace(/Command$/, '')}`;
          if (error instanceof Error) operations.set(error, operation);
          throw error;
        }),
    { step: 'initialize', name: 'namingOperations', priority: 'high' },
  );
  return client;
}
