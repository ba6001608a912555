import type { Finding, Parsed } from './parse';

/** What is wrong within one environment. Every part may be missing: that is reported already. */
export type Rule = (environment: Parsed) => Finding[];
