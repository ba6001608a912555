import type { Review } from './schema';

/** Words of the review itself, and of Terraform: no values. */
const WORDS = [
  'source',
  'verdict',
  'rule',
  'type',
  'action',
  'kind',
  'op',
  'status',
  'digest',
  'sha',
  'terraformVersion',
];

/**
 * The review without any secret, wherever in it one may stand: in an address, a key, a path, a check's message, or a
 * reason that somebody wrote.
 */
export const sweep = (review: Review, hide: (text: string) => string): Review => sweepValue(review, hide) as Review;

function sweepValue(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((child) => sweepValue(child, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [
      key,
      WORDS.includes(key)
        ? child
        : key === 'before' || key === 'after'
          ? sweepData(child, hide)
          : sweepValue(child, hide),
    ]),
  );
}

/** A value of the plan: its keys are data, too. */
function sweepData(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((child) => sweepData(child, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => [hide(key), sweepData(child, hide)]),
  );
}
