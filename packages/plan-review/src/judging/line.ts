import type { Json } from '../plan/value';

/** What a rule has to say of one change. */
export interface Found {
  /** Whether it stops the review until somebody accepts it, with a reason. */
  readonly blocks: boolean;
  /** What happens, in one sentence, without the address: `The table is replaced.` */
  readonly title: string;
  /** What may be lost, where it is another thing than what the rule says. */
  readonly risk?: string;
  /** Attribute by attribute, with the values: `retention_in_days goes from 90 to 7`. */
  readonly because: readonly string[];
  /** What is accepted with it, and nothing else: whatever could get worse. Default: `because`, where that says it all. */
  readonly judged?: readonly Json[];
}

/** One thing that a rule has found out. */
export interface Line {
  readonly text: string;
  readonly blocks: boolean;
  /** What it was found out from, where the text does not say all of it. Default: the text does. */
  readonly judged?: Json;
  /** What it is accepted as, where the text also explains. Default: the text */
  readonly acceptedAs?: string;
}

export const blocking = (text: string): Line => ({ text, blocks: true });
export const warning = (text: string): Line => ({ text, blocks: false });

/** @returns undefined when nothing was found out */
export function foundFrom(title: string, lines: readonly Line[]): Found | undefined {
  if (lines.length === 0) return undefined;
  return {
    blocks: lines.some(({ blocks }) => blocks),
    title,
    because: [...new Set(lines.map(({ text }) => text))],
    ...(lines.some(({ judged, acceptedAs }) => judged !== undefined || acceptedAs !== undefined) && {
      judged: lines.map(({ text, judged, acceptedAs = text }) =>
        judged === undefined ? acceptedAs : [acceptedAs, judged],
      ),
    }),
  };
}
