import { visible } from '../../programs/visible';
import type { InspectedTable, Inspection } from '../schema';
import { aboutOf, EFFECTS, headOf, itemsOf, WORDS } from './words';

/** Lines for a terminal or a log. */
export function renderText(inspection: Inspection): string[] {
  const { name, counts, hint } = headOf(inspection);
  const below = hint === undefined ? [] : [`  ${visible(hint)}`];
  return [`${visible(name)}: ${visible(counts)}`, ...below, ...inspection.tables.flatMap(renderTable)];
}

function renderTable(table: InspectedTable): string[] {
  const { name, verdict, differences, reason, notSeen = [] } = table;
  const about = aboutOf(table);
  return [
    '',
    `${visible(name)}: ${WORDS[verdict]}${about.length > 0 ? ` (${visible(about.join(', '))})` : ''}`,
    ...(reason === undefined ? [] : [`  ${visible(reason)}`]),
    ...differences.map(
      ({ path, effect, cost }) => `  ${EFFECTS[effect].padEnd(WIDTH)} ${visible(path)}: ${visible(cost)}`,
    ),
    ...itemsOf(table).flatMap(({ line, problems }, index) => [
      `  ${(index === 0 ? 'items' : '').padEnd(WIDTH)} ${visible(line)}`,
      ...problems.map((problem) => `  ${' '.repeat(WIDTH)}   ${visible(problem)}`),
    ]),
    ...notSeen.map((one) => `  not seen ${visible(one)}`),
  ];
}

const WIDTH = Math.max(...Object.values(EFFECTS).map((word) => word.length));
