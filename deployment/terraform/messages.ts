/** A line of Terraform's machine-readable output (`-json`), the parts that are read here. */
export interface Message {
  readonly type: string;
  readonly '@message'?: string;
  readonly hook?: {
    readonly resource: { readonly addr: string };
    readonly action?: string;
    readonly elapsed_seconds?: number;
  };
  readonly diagnostic?: Diagnostic;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** Of the resource that it is about. */
  readonly address?: string;
}

/** @returns undefined for a line that is not one of Terraform's messages, such as a crash's */
export function parseMessage(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'type' in value ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
}
