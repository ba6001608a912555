import { writeJson } from '../plan/json';
import type { Aside, AttributeChange, Review } from '../schema';
import { data, many, prose, type Phrase } from './phrase';

/** What is shown of one thing, in every format. */
export interface Entry {
  readonly kind: Kind;
  /** `add`, `REPLACE`, `ok`; empty where the section says it. */
  readonly mark: string;
  readonly what: Phrase;
  /** Sentences below. */
  readonly notes: readonly Phrase[];
  readonly attributes: readonly AttributeChange[];
}

export interface Section {
  /** `layer`: its title is the layer's name. */
  readonly id: 'layer' | 'imports' | 'moves' | 'forgets' | 'drift' | 'deferred' | 'outputs' | 'checks';
  readonly title: Phrase;
  readonly count: string;
  readonly entries: readonly Entry[];
}

/** What an entry is of: it decides what is left out first. */
export type Kind = keyof typeof KINDS;

/** What they are called: one, and several. */
export const KINDS = {
  add: ['added resource', 'added resources'],
  change: ['changed resource', 'changed resources'],
  replace: ['replaced resource', 'replaced resources'],
  destroy: ['destroyed resource', 'destroyed resources'],
  import: ['import', 'imports'],
  move: ['move', 'moves'],
  forget: ['removal from the state', 'removals from the state'],
  drift: ['change outside Terraform', 'changes outside Terraform'],
  deferred: ['resource that is put off', 'resources that are put off'],
  output: ['output', 'outputs'],
  passing: ['check that passes', 'checks that pass'],
  check: ['check that does not pass', 'checks that do not pass'],
} as const;

/** All below the findings, in its order; what is empty is absent. */
export const sectionsOf = (review: Review): Section[] =>
  [
    ...review.layers.map(({ name, changes }) => section('layer', [data(name)], changes.map(change), 'resource')),
    section('imports', ['Imported'], review.imports.map(imported), 'resource'),
    section('moves', ['Moved'], review.moves.map(moved), 'resource'),
    section('forgets', ['Removed from the state, not destroyed'], review.forgets.map(forgotten), 'resource'),
    section('drift', ['Changed outside Terraform'], driftedOf(review.drift), 'resource', review.drift.length),
    section('deferred', ['Put off to a later plan'], review.deferred.map(deferred), 'resource'),
    section('outputs', ['Outputs'], review.outputs.map(output), 'output'),
    section('checks', ['Checks'], review.checks.map(check), 'check'),
  ].filter(({ entries }) => entries.length > 0);

const section = (
  id: Section['id'],
  title: Phrase,
  entries: readonly Entry[],
  what: string,
  count = entries.length,
): Section => ({
  id,
  title,
  count: many(count, what),
  entries,
});

const entry = (kind: Kind, mark: string, what: Phrase, more: Partial<Entry> = {}): Entry => ({
  kind,
  mark,
  what,
  notes: [],
  attributes: [],
  ...more,
});

const MARKS = { add: 'add', change: 'change', replace: 'REPLACE', destroy: 'DESTROY' } as const;

const change = ({
  address,
  deposed,
  action,
  reason,
  attributes,
  aside,
}: Review['layers'][number]['changes'][number]): Entry =>
  entry(
    action,
    MARKS[action],
    [
      data(address),
      ...(deposed === undefined ? [] : [', an older object of it: ', data(deposed)]),
      ...(reason === undefined ? [] : [': ', ...prose(reason)]),
    ],
    { attributes, notes: asideOf(aside) },
  );

const imported = ({ address, id, identity = {}, action, changes }: Review['imports'][number]): Entry =>
  entry('import', action === 'replace' ? MARKS.replace : '', [
    data(address),
    ...(id === undefined ? [] : [', id ', data(id)]),
    ...Object.entries(identity).flatMap(([name, value]) => [', ', data(`${name} = ${writeJson(value)}`)]),
    `: ${WHAT_OF_IT[action]}`,
    ...(changes.length === 0 ? [] : [': ', data(changes.join(', '))]),
  ]);

const WHAT_OF_IT: Readonly<Record<Review['imports'][number]['action'], string>> = {
  none: 'nothing of it changes',
  change: 'it is changed in place',
  replace: 'it is destroyed, and made anew',
  unknown: 'what of it changes, only a plan can tell',
};

const moved = ({ from, to }: Review['moves'][number]): Entry => entry('move', '', [data(from), ' to ', data(to)]);

const forgotten = ({ address, reason }: Review['forgets'][number]): Entry =>
  entry('forget', '', [data(address), ...(reason === undefined ? [] : [': ', ...prose(reason)])]);

/** Those that the provider itself has changed stand together. */
function driftedOf(drift: Review['drift']): Entry[] {
  const isQuiet = ({ action, setBack, attributes }: Review['drift'][number]): boolean =>
    action === 'changed' && !setBack && attributes.length === 0;
  const quiet = drift.filter(isQuiet).map(({ address }) => address);
  const told = drift.filter((one) => !isQuiet(one)).map(drifted);
  if (quiet.length === 0) return told;
  const names = quiet.slice(0, NAMED).flatMap((address, index) => [index === 0 ? ': ' : ', ', data(address)]);
  const more = quiet.length > NAMED ? [` and ${quiet.length - NAMED} more`] : [];
  const what = `${many(quiet.length, 'resource')} only in what the provider sets by itself`;
  return [...told, entry('drift', 'changed', [what, ...names, ...more])];
}

/** Addresses that a line holds. */
const NAMED = 3;

const drifted = ({ address, action, setBack, attributes }: Review['drift'][number]): Entry => {
  const back = action === 'deleted' ? 'this plan makes it anew' : 'this plan sets it back';
  const what = setBack ? back : 'this plan leaves it so';
  return entry('drift', action, [data(address), `: ${what}`], { attributes });
};

const deferred = ({ address, action, reason }: Review['deferred'][number]): Entry =>
  entry('deferred', '', [data(address), ': ', data(action), ', because: ', ...prose(reason)]);

const output = ({ name, action, attributes }: Review['outputs'][number]): Entry =>
  entry('output', action, [data(name)], { attributes });

const STATUSES = { pass: 'ok', fail: 'FAILED', error: 'ERROR', unknown: 'not known yet' } as const;

const check = ({ address, status, problems }: Review['checks'][number]): Entry =>
  entry(status === 'pass' ? 'passing' : 'check', STATUSES[status], [data(address)], { notes: problems.map(prose) });

/** One line about differences that say nothing. */
function asideOf({ computedOnly, orderOnly, emptyOnly }: Aside): Phrase[] {
  const said: Phrase[] = [
    ...(computedOnly.length > 0 ? [['set by the provider: ', data(computedOnly.join(', '))]] : []),
    ...(orderOnly.length > 0 ? [['in another order only: ', data(orderOnly.join(', '))]] : []),
    ...(emptyOnly.length > 0 ? [['empty before and after: ', data(emptyOnly.join(', '))]] : []),
  ];
  return said.length > 0 ? [said.flatMap((part, index) => (index === 0 ? part : ['; ', ...part]))] : [];
}
