import { NOTHING_HIDDEN, type Hide } from '../plan/hide';
import { isObject, isSame, mapObject, ownOf } from '../plan/json';
import type { ResourceChange } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { asData, attributesOf, DATA, elementIn, keyIn, type Place } from '../plan/place';
import type { Aside, AttributeChange } from '../schema';
import { readDocument } from './document';
import { pairElements } from './elements';
import { describePath } from './path';
import { piecesOf } from './pieces';

export interface Comparison {
  readonly attributes: AttributeChange[];
  /** Differences that say nothing. */
  readonly aside: Aside;
}

type Compared = Pick<ResourceChange, 'before' | 'after' | 'unknown' | 'replacePaths' | 'configured'>;

/**
 * What differs between before and after, attribute by attribute; JSON within texts is compared as JSON.
 *
 * @param hide takes secrets out of what is told of a difference, not out of what is compared. Default: there are none
 */
export function compare(change: Compared, hide: Hide = NOTHING_HIDDEN): Comparison {
  const { before, after, unknown, configured } = change;
  const found = new Differences(hide);
  const attributes = attributesOf(configured);
  const marks = isObject(unknown) ? unknown : {};
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(marks)]);
  for (const name of [...names].sort()) {
    const forces = change.replacePaths.some(([first]) => first === name);
    const isComputed = ownOf(marks, name) === true && configured !== undefined && !configured.has(name) && !forces;
    if (isComputed) found.setAside('computedOnly', keyIn(attributes, name));
    else found.compare(ownOf(before, name), ownOf(after, name), ownOf(marks, name), keyIn(attributes, name), forces);
  }
  found.addForcing(change);
  return { attributes: found.attributes, aside: found.aside };
}

/** The same for values that are no object's attributes, such as an output's. */
export function compareValues(
  before: Json,
  after: Json,
  unknown: Json,
  hide: Hide = NOTHING_HIDDEN,
): AttributeChange[] {
  const found = new Differences(hide);
  found.compare(before, after, unknown, DATA, false);
  return found.attributes;
}

/** Collects differences. */
class Differences {
  constructor(private readonly hide: Hide) {}

  readonly attributes: AttributeChange[] = [];
  /** Attributes that were added as forcing a replacement. */
  private readonly forcing = new Set<string>();
  readonly aside: { orderOnly: string[]; computedOnly: string[]; emptyOnly: string[] } = {
    orderOnly: [],
    computedOnly: [],
    emptyOnly: [],
  };

  compare(
    before: Json | undefined,
    after: Json | undefined,
    unknown: Json | undefined,
    place: Place,
    forces: boolean,
  ): void {
    if (unknown === true) return this.add(place, forces, before ?? undefined, undefined, true);
    const someUnknown = holdsTrue(unknown);
    if (!someUnknown && isSame(before, after)) return;
    if (!someUnknown && isEmpty(before) && isEmpty(after)) {
      this.setAside('emptyOnly', place);
      return;
    }
    if (isObject(before) && (isObject(after) || (someUnknown && isEmpty(after)))) {
      return this.compareObjects(before, isObject(after) ? after : {}, unknown, place, forces);
    }
    if (Array.isArray(before) && Array.isArray(after)) return this.compareLists(before, after, unknown, place, forces);
    if (typeof before === 'string' && typeof after === 'string') return this.compareTexts(before, after, place, forces);
    this.add(place, forces, before ?? undefined, after ?? undefined, someUnknown);
  }

  /** Terraform names what forces a replacement also where before and after look alike: it is shown all the same. */
  addForcing({ before, after, unknown, replacePaths, configured }: Compared): void {
    for (const [name] of replacePaths) {
      if (name === undefined || this.forcing.has(String(name))) continue;
      const isUnknown = holdsTrue(ownOf(unknown, String(name)));
      this.add(
        keyIn(attributesOf(configured), String(name)),
        true,
        ownOf(before, String(name)) ?? undefined,
        ownOf(after, String(name)) ?? undefined,
        isUnknown,
      );
    }
  }

  setAside(kind: keyof Aside, place: Place): void {
    this.aside[kind].push(this.describe(place));
  }

  private describe(place: Place): string {
    return describePath(this.hide.path(place));
  }

  private compareObjects(
    before: JsonObject,
    after: JsonObject,
    unknown: Json | undefined,
    place: Place,
    forces: boolean,
  ): void {
    const marks = isObject(unknown) ? unknown : {};
    const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(marks)]);
    for (const name of [...names].sort()) {
      this.compare(ownOf(before, name), ownOf(after, name), ownOf(marks, name), keyIn(place, name), forces);
    }
  }

  private compareLists(
    before: readonly Json[],
    after: readonly Json[],
    unknown: Json | undefined,
    place: Place,
    forces: boolean,
  ): void {
    const marks = Array.isArray(unknown) ? (unknown as Json[]) : [];
    const pairs = pairElements(before, after);
    if (pairs.length === 0 && !holdsTrue(marks)) {
      this.setAside('orderOnly', place);
      return;
    }
    for (const pair of pairs) {
      const mark = pair.afterIndex === undefined ? undefined : marks[pair.afterIndex];
      this.compare(pair.before, pair.after, mark, elementIn(place, pair.step), forces);
    }
    marks.forEach((mark, index) => {
      if (holdsTrue(mark) && !pairs.some(({ afterIndex }) => afterIndex === index)) {
        this.compare(before[index], after[index], mark, elementIn(place, index), forces);
      }
    });
  }

  private compareTexts(before: string, after: string, place: Place, forces: boolean): void {
    const [one, other] = [this.readDocument(before), this.readDocument(after)];
    if (one === undefined || other === undefined) return this.add(place, forces, before, after, false);
    const count = this.attributes.length;
    this.compare(one, other, undefined, asData(place), forces);
    const isSpelling = isSame(one, other);
    if (isSpelling && count === this.attributes.length) this.setAside('orderOnly', place);
  }

  private add(
    place: Place,
    forces: boolean,
    before: Json | undefined,
    after: Json | undefined,
    isUnknown: boolean,
  ): void {
    const kind = before === undefined ? 'added' : after === undefined && !isUnknown ? 'removed' : 'changed';
    const pieces =
      typeof before === 'string' && typeof after === 'string'
        ? piecesOf(this.hide.text(before), this.hide.text(after))
        : undefined;
    if (forces) this.forcing.add(String(place.steps[0]?.step));
    this.attributes.push({
      path: this.describe(place),
      kind,
      ...(before !== undefined && { before: this.show(before, place) }),
      ...(after !== undefined && { after: this.show(after, place) }),
      ...(isUnknown && { unknown: true }),
      ...(forces && { forcesReplacement: true }),
      ...(pieces && { pieces }),
    });
  }

  /** One that is secret as a whole is shown as a text. */
  private readDocument(text: string): Json | undefined {
    const shown = this.hide.text(text);
    return shown === text || readDocument(shown) !== undefined ? readDocument(text) : undefined;
  }

  /** A document that is secret as a whole is none any more; of another, its parts may be. */
  private show(value: Json, place: Place): Json {
    return this.readDocuments(this.hide.value(value, place));
  }

  /** A text that is a document reads better as one, also within a value. */
  private readDocuments(value: Json): Json {
    if (Array.isArray(value)) return value.map((child: Json) => this.readDocuments(child));
    if (isObject(value)) return mapObject(value, (child) => this.readDocuments(child));
    const read = typeof value === 'string' ? readDocument(value) : undefined;
    return read === undefined ? value : this.hide.value(read);
  }
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

const holdsTrue = (marks: Json | undefined): boolean =>
  marks === true || (typeof marks === 'object' && marks !== null && Object.values(marks).some(holdsTrue));
