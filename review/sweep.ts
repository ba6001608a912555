import type { Json } from './plan/model';
import type { Hide } from './plan/mask';
import type { Review } from './schema';

/** Words of the review itself: no data. */
const WORDS = ['source', 'verdict', 'rule', 'action', 'kind', 'op', 'status', 'digest', 'sha'];

/**
 * The review without any secret, wherever in it one may stand: in a value, an address, a key, a path, a check's message,
 * or a reason that somebody wrote.
 */
export const sweep = (review: Review, hide: Hide): Review => sweepPart(review, hide) as Review;

function sweepPart(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((child) => sweepPart(child, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [key, sweepNamed(key, child, hide)]),
  );
}

function sweepNamed(key: string, value: unknown, hide: Hide): unknown {
  if (WORDS.includes(key)) return value;
  return key === 'before' || key === 'after' ? hide(value as Json) : sweepPart(value, hide);
}
