import { many } from '../../packages/plan-review/src/render/phrase';
import type { Difference, InspectedTable, Inspection, ItemCounts, Shape, Verdict } from '../schema';
import { fileOf } from '../../environments/names';

/** What a verdict means, in a line. */
export const WORDS: Readonly<Record<Verdict, string>> = {
  replace: 'WOULD BE REPLACED',
  unreadable: 'CANNOT BE READ',
  'in-place': 'changes in place',
  same: 'the same',
  undeclared: 'not declared',
};

/** What it means as a sentence: of one table, and of several. */
const SENTENCES: Readonly<Record<Verdict, readonly [one: string, several: string]>> = {
  replace: ['would be replaced', 'would be replaced'],
  unreadable: ['cannot be read', 'cannot be read'],
  'in-place': ['changes in place', 'change in place'],
  same: ['stays as it is', 'stay as they are'],
  undeclared: ['is not declared', 'are not declared'],
};

export const EFFECTS: Readonly<Record<Difference['effect'], string>> = {
  replace: 'REPLACE',
  refused: 'REFUSED',
  'in-place': 'in place',
  unseen: 'unseen',
};

/** Tables of one verdict, as they come. */
export interface Group {
  readonly verdict: Verdict;
  /** `2 tables would be replaced` */
  readonly title: string;
  readonly tables: readonly InspectedTable[];
}

/** The worst first; what there is none of is absent. */
export const groupsOf = (tables: readonly InspectedTable[]): Group[] =>
  (Object.keys(WORDS) as Verdict[]).flatMap((verdict) => {
    const mine = tables.filter((one) => one.verdict === verdict);
    const [one, several] = SENTENCES[verdict];
    const title = `${many(mine.length, 'table')} ${mine.length === 1 ? one : several}`;
    return mine.length === 0 ? [] : [{ verdict, title, tables: mine }];
  });

/** What stands first. */
export interface Head {
  readonly name: string;
  /** What the worst of them is; a table that nothing declares is none. */
  readonly verdict: string;
  /** `2 tables in account 123456789012, eu-west-1: 1 WOULD BE REPLACED, 1 changes in place` */
  readonly counts: string;
  /** Where none of the tables is declared: what may be wrong. Sentences. */
  readonly hint?: string;
}

export function headOf({ environment, account, region, tables }: Inspection): Head {
  const groups = groupsOf(tables);
  const of = tables.length > 0 && tables.every(({ file }) => file !== undefined) ? 'for' : 'in';
  const isNoneDeclared = tables.every(({ declared }) => declared === undefined);
  const counts = groups.map(({ verdict, tables: mine }) => `${mine.length} ${WORDS[verdict]}`);
  return {
    name: environment,
    verdict: groups.find(({ verdict }) => verdict !== 'undeclared')?.title ?? 'no table is declared here',
    counts: `${many(tables.length, 'table')} ${of} account ${account}, ${region}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`,
    ...(isNoneDeclared && { hint: hintOf(environment, tables.length, of === 'for') }),
  };
}

function hintOf(environment: string, count: number, isOfFiles: boolean): string {
  const file = fileOf(environment);
  const place = `Account and region are those of ${file}, the credentials those of AWS_PROFILE (aws sts get-caller-identity).`;
  if (count === 0) return `There is no table at all, so a deploy takes nothing over. Is it the right region? ${place}`;
  const none = `None is called what ${environment} declares, so a deploy takes none over: --map NAME=TABLE says which one is.`;
  return isOfFiles ? none : `${none} ${place}`;
}

/** What there is to say of a table besides: `declared as rooms`, `12 items`. */
export const aboutOf = ({ declared, file, itemCount, lastWrite, sizeBytes }: InspectedTable): string[] => [
  ...(declared === undefined ? [] : [`declared as ${declared}`]),
  ...(file === undefined ? [] : [file]),
  ...(itemCount === undefined ? [] : [many(itemCount, 'item')]),
  ...(lastWrite === undefined ? [] : [`last written to on ${lastWrite}`]),
  ...(sizeBytes === undefined ? [] : [`${sizeBytes.toLocaleString('en')} bytes`]),
];

/** Attributes of a shape that are shown: a person wants to recognize it. */
const MOST_ATTRIBUTES = 20;

/** Of the items that were read: one line, then one for each shape, each with what is wrong with items of it. */
export function itemsOf({
  items,
}: Pick<InspectedTable, 'items'>): readonly { readonly line: string; readonly problems: readonly string[] }[] {
  if (!items) return [];
  return [
    { line: `${many(items.read, 'item')} read: ${countsOf(items)}`, problems: [] },
    ...items.shapes.map((shape) => ({ line: shapeOf(shape), problems: shape.problems })),
    ...(items.moreShapes > 0 ? [{ line: `and ${many(items.moreShapes, 'more shape')}`, problems: [] }] : []),
  ];
}

function shapeOf(shape: Shape): string {
  const shown = shape.attributes.slice(0, MOST_ATTRIBUTES).map(({ name, type }) => `${name} ${type}`);
  const more = shape.attributes.length - shown.length;
  const attributes = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
  return `${shape.read} of ${attributes}: ${countsOf(shape)}`;
}

function countsOf({ parsed, parsedWithDefaults, unparsable }: ItemCounts): string {
  const counts = [
    ...(parsed > 0 ? [`${parsed} parsed`] : []),
    ...(parsedWithDefaults > 0 ? [`${parsedWithDefaults} parsed with defaults`] : []),
    ...(unparsable > 0 ? [`${unparsable} CANNOT BE PARSED`] : []),
  ];
  return counts.join(', ') || 'nothing to parse';
}
