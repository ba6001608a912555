import type { AttributeChange, Finding, Review } from '../schema';
import { visible } from '../../../../programs/visible';
import { acceptedBy, HOW_TO_ACCEPT, rankFindings, subjectOf, type Group, type Ranked, type Standing } from './findings';
import { headline } from './headline';
import { paintWith, type Colour, type Paint } from './palette';
import { plain } from './phrase';
import { sectionsOf, type Entry, type Kind, type Section } from './sections';
import { diffLines, showAttribute, textOf, type Shown } from './value';

export interface TextOptions {
  /** Columns; longer values are cut, which says their length. Findings are never cut. Default: 120 */
  readonly width?: number | undefined;
  /** Default: false */
  readonly color?: boolean;
}

/** Reviews for a terminal, line by line. */
export function renderText(reviews: readonly Review[], { width = 120, color = false }: TextOptions = {}): string[] {
  const paint = paintWith(color);
  return reviews.flatMap((review, index) => [...(index === 0 ? [] : ['', '']), ...renderReview(review, width, paint)]);
}

function renderReview(review: Review, width: number, paint: Paint): string[] {
  const ranked = rankFindings(review);
  return [
    paint('bold', headline(review)),
    paint('grey', `digest ${visible(review.digest)}`),
    ...ranked.flatMap((one) => ['', ...renderFindings(one, paint)]),
    ...sectionsOf(review).flatMap((one) => ['', ...renderSection(one, width, paint)]),
  ];
}

const STANDINGS: Readonly<Record<Standing, Colour>> = { blocks: 'red', warns: 'yellow', accepted: 'grey' };

function renderFindings({ standing, title, groups }: Ranked, paint: Paint): string[] {
  return [
    paint(STANDINGS[standing], title),
    ...groups.flatMap((group) => renderGroup(group, paint)),
    ...(standing === 'blocks' ? [`  ${plain(HOW_TO_ACCEPT)}`] : []),
  ];
}

const renderGroup = ({ rule, risk, findings }: Group, paint: Paint): string[] => [
  `  ${paint('bold', visible(rule))}: ${visible(risk)}`,
  ...findings.flatMap((finding) => renderFinding(finding, paint)),
];

const renderFinding = (finding: Finding, paint: Paint): string[] => [
  `    ${paint('bold', visible(subjectOf(finding)))}: ${visible(finding.title)}`,
  ...finding.because.map((line) => `      - ${visible(line)}`),
  ...(finding.accepted === undefined ? [] : [`      accepted: ${visible(finding.accepted)}`]),
  ...acceptedBy(finding).map((name) => paint('grey', `      NAME: ${visible(name)}`)),
];

const renderSection = ({ title, count, entries }: Section, width: number, paint: Paint): string[] => [
  paint('bold', `${plain(title)}: ${count}`),
  ...entries.flatMap((entry) => renderEntry(entry, width, paint)),
];

const KINDS: Readonly<Partial<Record<Kind, Colour>>> = {
  add: 'green',
  change: 'yellow',
  replace: 'red',
  destroy: 'red',
  drift: 'yellow',
  check: 'red',
};

function renderEntry({ kind, mark, what, notes, attributes }: Entry, width: number, paint: Paint): string[] {
  const colour = KINDS[kind];
  const loud = mark && `${colour ? paint(colour, mark.padEnd(7)) : mark.padEnd(7)} `;
  return [
    `  ${loud}${plain(what)}`,
    ...attributes.flatMap((attribute) => renderAttribute(attribute, width, paint)),
    ...notes.map((note) => paint('grey', `      ${plain(note)}`)),
  ];
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;
const COLOURS = { same: 'grey', removed: 'red', added: 'green' } as const;

/** Lines of one value. */
const MOST_LINES = 40;
/** Columns before an attribute, and of a value that is cut. */
const INDENT = 8;
const LEAST = 32;

function renderAttribute(attribute: AttributeChange, width: number, paint: Paint): string[] {
  const path = visible(attribute.path);
  const forces = attribute.forcesReplacement === true;
  // Of a long text, what differs may stand anywhere.
  const characters = attribute.pieces ? Infinity : Math.max(LEAST, width - INDENT - path.length - ' = '.length);
  const shown = showAttribute(attribute, { lines: MOST_LINES, characters });
  const lines = diffLines(shown, attribute.path);
  return [
    ...(forces ? [`      ${paint('red', `! ${path} forces the replacement`)}`] : []),
    ...(onOneLine(shown, path, width, paint) ??
      lines.map(({ op, text }) => `      ${paint(COLOURS[op], `${SIGNS[op]} ${text}`)}`)),
  ];
}

/** `~ timeout = 60 -> 30`; undefined when it has no space. */
function onOneLine({ before, after }: Shown, path: string, width: number, paint: Paint): string[] | undefined {
  if (!before || !after) return undefined;
  const name = path === '' ? '' : `${path} = `;
  const [was, becomes] = [textOf(before), textOf(after)];
  if (INDENT + `${name}${was} -> ${becomes}`.length > width || `${was}${becomes}`.includes('\n')) return undefined;
  return [`      ~ ${name}${paint('red', was)} -> ${paint('green', becomes)}`];
}
