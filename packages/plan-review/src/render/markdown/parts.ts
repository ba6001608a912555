import type { Review } from '../../schema';
import { sectionsOf } from '../sections';
import { sectionsWithin, type Space } from './cut';
import { continuation, findingLines } from './findings';
import { wrap, type WholeLine } from './phrase';

/** The findings on as many parts as they need, and on the last one all else for which there is space. */
export function writeParts(review: Review, space: Space): string[] {
  const sections = sectionsWithin(sectionsOf(review), space);
  const reserved = sections.least === '' ? 0 : space.size(GAP + sections.least);
  const parts = flow(findingLines(review), continuation(review), { ...space, limit: space.limit - reserved });
  const last = parts.pop()!;
  const rest = sections.fit(space.limit - space.size(last + GAP));
  return [...parts, rest === '' ? last : last + GAP + rest];
}

const GAP = '\n\n';

/** A line takes at most a third of a part, counted in characters. */
const LEAST = 700;

function flow(lines: readonly WholeLine[], heading: string, { limit, size }: Omit<Space, 'artifact'>): string[] {
  const most = Math.max(LEAST, Math.floor(limit / 9));
  const parts: string[] = [];
  let part = '';
  for (const line of lines) {
    for (const [index, text] of wrap(line, most).entries()) {
      const gap = part === '' ? '' : line.isApart && index === 0 ? GAP : '\n';
      if (size(part + gap + text) <= limit) part += gap + text;
      else {
        parts.push(part);
        part = heading + GAP + text;
      }
    }
  }
  return [...parts, part];
}
