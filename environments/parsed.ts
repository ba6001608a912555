/** A value of which only what its schema allows is left: what rules across fields can look at. Every part may be missing. */
export type Parsed<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Parsed<T[K]> | undefined }
    : T;

/** What is wrong at one path. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  readonly allowed: string;
}

/** What is wrong within one value. What of it is missing is reported already. */
export type Rule<T> = (value: Parsed<T>) => Finding[];
