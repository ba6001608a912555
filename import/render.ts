import { visible } from '../review/render/escape';
import { many } from '../review/render/phrase';
import type { InspectedTable, Inspection, Verdict } from './schema';

/** What a verdict means, for a person. */
const WORDS: Readonly<Record<Verdict, string>> = {
  replace: 'WOULD BE REPLACED',
  unreadable: 'CANNOT BE READ',
  'in-place': 'changes in place',
  same: 'the same',
  undeclared: 'not declared',
};

/** Lines for a terminal or a log. */
export function renderInspection({ environment, tables }: Inspection): string[] {
  const counts = Object.entries(WORDS).flatMap(([verdict, words]) => {
    const count = tables.filter((one) => one.verdict === verdict).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return [
    `${environment}: ${many(tables.length, 'table')}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`,
    ...tables.flatMap(renderTable),
  ];
}

function renderTable({
  name,
  file,
  declared,
  verdict,
  differences,
  reason,
  notSeen = [],
  ...counts
}: InspectedTable): string[] {
  const where = [
    ...(declared === undefined ? [] : [`declared as ${declared}`]),
    ...(file === undefined ? [] : [file]),
    ...(counts.itemCount === undefined ? [] : [many(counts.itemCount, 'item')]),
    ...(counts.lastWrite === undefined ? [] : [`last written to on ${counts.lastWrite}`]),
    ...(counts.sizeBytes === undefined ? [] : [`${counts.sizeBytes.toLocaleString('en')} bytes`]),
  ];
  return [
    '',
    `${visible(name)}: ${WORDS[verdict]}${where.length > 0 ? ` (${visible(where.join(', '))})` : ''}`,
    ...(reason === undefined ? [] : [`  ${visible(reason)}`]),
    ...differences.map(({ path, effect, cost }) => `  ${MARKS[effect]} ${visible(path)}: ${visible(cost)}`),
    ...notSeen.map((one) => `  not seen ${visible(one)}`),
  ];
}

const MARKS = { replace: 'REPLACE ', 'in-place': 'in place', unseen: 'unseen  ' } as const;
