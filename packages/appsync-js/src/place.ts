/** A place in a source, as a person knows it: `api/shared/lambda.ts`. Both numbers count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a place in bundled code, both numbers from 1, comes from; undefined for what stands in no source. */
export type PlaceOf = (line: number, column: number) => Place | undefined;
