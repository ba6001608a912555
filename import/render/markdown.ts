import { data, prose, type Phrase } from '../../packages/plan-review/src/render/phrase';
import { markdown } from '../../packages/plan-review/src/render/markdown/phrase';
import type { InspectedTable, Inspection } from '../schema';
import { aboutOf, EFFECTS, groupsOf, headOf, itemsOf, type Group } from './words';

/** For a pull request, or a file beside one. */
export function renderMarkdown(inspection: Inspection): string {
  const { name, verdict, counts, hint } = headOf(inspection);
  const below = hint === undefined ? [counts] : [counts, markdown(prose(hint))];
  const head = [`### ${markdown([...prose(name), `: ${verdict}`])}`, ...below];
  return [...head, ...groupsOf(inspection.tables).map(group)].join('\n\n');
}

const group = ({ title, tables }: Group): string => [`#### ${title}\n`, ...tables.map(table)].join('\n');

function table(one: InspectedTable): string {
  const { name, differences, reason, notSeen = [] } = one;
  const about = aboutOf(one).flatMap((part): Phrase => [', ', ...prose(part)]);
  const below: Phrase[] = [
    ...(reason === undefined ? [] : [prose(reason)]),
    ...differences.map(({ path, effect, cost }) => [`**${EFFECTS[effect]}** `, data(path), ': ', ...prose(cost)]),
    ...itemsOf(one).flatMap(({ line, problems }) => [prose(line), ...problems.map((problem) => prose(problem))]),
    ...notSeen.map((what) => ['not seen: ', ...prose(what)]),
  ];
  return [`- **${markdown([data(name)])}**${markdown(about)}`, ...below.map((line) => `  - ${markdown(line)}`)].join(
    '\n',
  );
}
