import type { ExactNumber } from './number';

/** A value as JSON has it. */
export type Json = null | boolean | number | ExactNumber | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
