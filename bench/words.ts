import { SLOW, type LongTasks, type PageInBrowser } from './browser';
import type { BundleFigures } from './bundles';
import type { Comparison } from './load';

export type Row = readonly [figure: string, measured: string, target: string];

/** @param command what measures them */
export const figuresTable = (machine: string, command: string, rows: readonly Row[]): string =>
  ['', `Measured on ${machine}, by \`${command}\`.`, '', ...table(['figure', 'measured', 'to reach'], rows), ''].join(
    '\n',
  );

/** Lines of Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

/** `1 reader`, `50 readers at once` */
export const atOnce = (count: number, who: string): string => `${count} ${who}${count === 1 ? '' : 's at once'}`;

export const beside = ({ ours, bare, ratio }: Omit<Comparison, 'readers'>, what: string): string =>
  `${pair(ours)}; ${what} ${pair(bare)}; ratio ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)} to ${ratio.most.toFixed(2)})`;

const pair = ({ p50, p99 }: Comparison['ours']): string => `${ms(p50)} / ${ms(p99)}`;

export const bundleRow = (bundle: BundleFigures): Row => [
  `bundle ${bundle.function}: archive / code / load time`,
  `${kib(bundle.archiveBytes)} / ${kib(bundle.codeBytes)} / ${ms(bundle.loadMs)}`,
  '',
];

export const ms = (value: number): string => `${value.toFixed(1)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
export const count = (value: number): string => value.toLocaleString('en');

/** Of a page of ours in a browser. @param what it shows in the end: `the first film of who was invited` */
export const browserRows = (what: string, { files, bytes, requests, longTasks }: PageInBrowser): Row[] => [
  [
    `${what}: files / their bytes, not compressed / requests`,
    [files, bytes, requests].map(count).join(' / '),
    'a script of at most 61,440 bytes gzipped',
  ],
  [`… ${SLOW}, tasks of more than 50 ms`, tasks(longTasks), ''],
];

export const tasks = (longTasks: LongTasks): string =>
  longTasks.count === 0 ? 'none' : `${longTasks.count}, ${ms(longTasks.ms)} in all`;
