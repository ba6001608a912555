import type { Review } from '../../schema';
import { sectionsOf } from '../sections';
import { sectionsWithin, type Room } from './cut';
import { continuation, findingLines } from './findings';
import { wrap, type Line } from './phrase';

/** The findings on as many parts as they need, and on the last one all else for which there is room. */
export function writeParts(review: Review, room: Room): string[] {
  const sections = sectionsWithin(sectionsOf(review), room);
  const reserved = sections.least === '' ? 0 : room.size(GAP + sections.least);
  const parts = flow(findingLines(review), continuation(review), { ...room, limit: room.limit - reserved });
  const last = parts.pop()!;
  const rest = sections.fit(room.limit - room.size(last + GAP));
  return [...parts, rest === '' ? last : last + GAP + rest];
}

const GAP = '\n\n';

/** A line takes at most a third of a part, counted in characters. */
const LEAST = 700;

function flow(lines: readonly Line[], heading: string, { limit, size }: Omit<Room, 'artifact'>): string[] {
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
