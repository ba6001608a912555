import { prose, type Phrase } from '../phrase';
import { KINDS, type Kind, type Section } from '../sections';
import { SECTION_END, writeSection, type Written, type WrittenSection } from './entries';
import { markdown } from './phrase';

/** What is left out for want of space: the least important first. */
const CUTS: readonly { readonly what: 'values' | 'all'; readonly kind: Kind }[] = [
  { what: 'values', kind: 'add' },
  { what: 'values', kind: 'change' },
  { what: 'all', kind: 'add' },
  { what: 'all', kind: 'change' },
  { what: 'values', kind: 'output' },
  { what: 'all', kind: 'output' },
  { what: 'values', kind: 'passing' },
  { what: 'all', kind: 'passing' },
  { what: 'all', kind: 'move' },
  { what: 'all', kind: 'import' },
  { what: 'values', kind: 'destroy' },
  { what: 'values', kind: 'replace' },
  { what: 'values', kind: 'drift' },
  { what: 'values', kind: 'check' },
  { what: 'all', kind: 'check' },
  { what: 'all', kind: 'deferred' },
  { what: 'all', kind: 'forget' },
  { what: 'all', kind: 'drift' },
  { what: 'all', kind: 'replace' },
  { what: 'all', kind: 'destroy' },
];

/** What a part may take. */
export interface Space {
  readonly limit: number;
  readonly size: (text: string) => number;
  /** Where the whole is. */
  readonly artifact: string;
}

/** A writer of sections, for as much space as there is. */
export interface Sections {
  /** What is left when all is left out. */
  readonly least: string;
  /** As much as there is space for, and in numbers what was left out. */
  fit(limit: number): string;
}

export function sectionsWithin(sections: readonly Section[], { size, artifact }: Omit<Space, 'limit'>): Sections {
  const written = sections.map(writeSection);
  const cuts = cutsOf(written);
  const write = (count: number): string => writeWithout(written, cuts.slice(0, count), artifact);
  return {
    least: write(cuts.length),
    fit(limit) {
      if (size(write(0)) <= limit) return write(0);
      let [tooFew, enough] = [0, cuts.length];
      while (enough - tooFew > 1) {
        const middle = Math.floor((tooFew + enough) / 2);
        if (size(write(middle)) <= limit) enough = middle;
        else tooFew = middle;
      }
      return write(enough);
    },
  };
}

interface Cut {
  readonly what: 'values' | 'all';
  readonly entry: Written;
}

/** One by one, from the end. */
function cutsOf(sections: readonly WrittenSection[]): Cut[] {
  const entries = sections.flatMap((section) => section.entries).reverse();
  return CUTS.flatMap(({ what, kind }) =>
    entries
      .filter((entry) => entry.kind === kind && (what === 'all' || entry.values !== ''))
      .map((entry) => ({ what, entry })),
  );
}

function writeWithout(sections: readonly WrittenSection[], cuts: readonly Cut[], artifact: string): string {
  const [gone, bare] = (['all', 'values'] as const).map(
    (what) => new Set(cuts.filter((cut) => cut.what === what).map(({ entry }) => entry)),
  ) as [Set<Written>, Set<Written>];
  const kept = sections.flatMap(({ before, entries }) => {
    const lines = entries
      .filter((entry) => !gone.has(entry))
      .map((entry) => (bare.has(entry) || entry.values === '' ? entry.line : `${entry.line}\n${entry.values}`));
    return lines.length === 0 ? [] : [[before, ...lines, SECTION_END].join('\n')];
  });
  return [...(cuts.length > 0 ? [`> ${markdown(describeCuts(gone, bare, artifact))}`] : []), ...kept].join('\n\n');
}

/** `Cut here for size: the values of 214 added resources, 30 changed resources.` */
function describeCuts(gone: ReadonlySet<Written>, bare: ReadonlySet<Written>, artifact: string): Phrase {
  const said = CUTS.flatMap(({ what, kind }) => {
    const cut = what === 'all' ? [...gone] : [...bare].filter((entry) => !gone.has(entry));
    const count = cut.filter((entry) => entry.kind === kind).length;
    const name = `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`;
    return count === 0 ? [] : [what === 'all' ? name : `the values of ${name}`];
  });
  return [`Cut here for size: ${said.join(', ')}. The whole is in `, ...prose(artifact), '.'];
}
