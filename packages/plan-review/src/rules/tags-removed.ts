import { isObject, ownOf } from '../plan/json';
import type { ResourceChange } from '../plan/model';
import { holdsOf } from '../resources/stateful';
import {
  attributeAt,
  describeUnknown,
  isEmpty,
  isNew,
  isSet,
  show,
  UNKNOWN,
  type Attribute,
} from '../judging/attributes';
import { changesUnseen, describeUnseen, isHidden } from '../judging/hidden';
import { judge } from '../judging/judge';
import { warning } from '../judging/line';

/**
 * Tags that something which holds data has no more. Of what holds none, a tag is a label; of what does, backups are chosen
 * by it, too.
 */
export const tagsRemoved = judge({
  name: 'tags-removed',
  risk: 'What is found, allowed, backed up or paid for by a tag is so no longer.',
  title: 'Tags are removed.',
  more: (change) => removed(change).map(warning),
  unseen: (change) => unseen(change).map(warning),
});

/** With those that the provider adds to all, as far as they are known. Undefined where tags are not judged. */
function tagsOf(change: ResourceChange): Attribute | undefined {
  if (!isSet(change) || isNew(change) || holdsOf(change.type) === undefined) return undefined;
  const all = attributeAt(change, 'tags_all');
  return isEmpty(all.before) || all.after === UNKNOWN ? attributeAt(change, 'tags') : all;
}

function removed(change: ResourceChange): string[] {
  const tags = tagsOf(change);
  if (!tags || !isObject(tags.before) || tags.after === UNKNOWN || isHidden(tags.after)) return [];
  const kept = [tags.after, ownOf(change.unknown, tags.name)].flatMap((side) =>
    Object.keys(isObject(side) ? side : {}),
  );
  return Object.entries(tags.before)
    .filter(([key]) => !kept.includes(key) && !key.startsWith(AWS))
    .map(([key, value]) => `tags.${key} is removed: it was ${show(value)}`);
}

/** AWS sets these, and nobody else can. */
const AWS = 'aws:';

/** Of a tag that is sensitive, it is seen whether it goes: only where all are, it is not. */
function unseen(change: ResourceChange): string[] {
  const tags = tagsOf(change);
  if (!tags || isEmpty(tags.before)) return [];
  if (tags.after === UNKNOWN) return [describeUnknown(tags)];
  return isHidden(tags.before) || isHidden(tags.after)
    ? [tags].filter(changesUnseen).map(({ name }) => describeUnseen(name))
    : [];
}
