import { whole } from '../../performance/milliseconds';
import type { Performance } from './schema';

/** In a few words. */
export const summarize = ({ pageMs }: Performance): string => `page p95 ${whole(pageMs.p95)}`;

/** Items of a list. */
export const list = ({ readers, pages, errors, pageMs, firstBatchMs }: Performance): string[] => [
  `${pages} pages read by ${readers} members at once, ${errors} errors`,
  `page: p50 ${whole(pageMs.p50)}, p95 ${whole(pageMs.p95)}, p99 ${whole(pageMs.p99)}`,
  `first batch: ${whole(firstBatchMs)}`,
];

/** Lines of a terminal. */
export const print = ({ pages, readers, errors, pageMs, firstBatchMs }: Performance): string[] => [
  `${pages} pages read by ${readers} members at once, ${errors} errors`,
  `  page         p50 ${whole(pageMs.p50)}   p95 ${whole(pageMs.p95)}   p99 ${whole(pageMs.p99)}   most ${whole(pageMs.max)}`,
  `  first batch  ${whole(firstBatchMs)}`,
];
