/** Rounded up: what misses a limit of 200 ms by a hair is not shown as 200 ms. */
export const atLeast = (milliseconds: number): string =>
  milliseconds < 1_000 ? (Math.ceil(milliseconds * 10) / 10).toFixed(1) : String(Math.ceil(milliseconds));

export const whole = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;
