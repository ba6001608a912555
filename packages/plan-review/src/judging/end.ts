import { describePath } from '../changes/path';
import { ownOf } from '../plan/json';
import type { Path, ResourceChange } from '../plan/model';
import type { Json } from '../plan/value';
import { describeReason } from '../resources/reasons';
import { describeChange, UNKNOWN } from './attributes';

/** Why an object comes to its end, and in which order: the attributes that force it, and Terraform's reason. */
export function describeEnd(change: ResourceChange): string[] {
  const { replacePaths, steps } = change;
  const reason = describeReason({ ...change, replacePaths: [] }); // the attributes stand by themselves
  return [
    ...replacePaths.map((path) => describeForcing(change, path)),
    ...(reason === undefined ? [] : [reason]),
    ...(steps.join() === 'create,delete' ? ['the new one is made before the old one is destroyed'] : []),
  ];
}

const describeForcing = ({ before, after, unknown }: ResourceChange, path: Path): string =>
  describeChange({
    name: describePath(path),
    before: at(before, path),
    after: isTrue(unknown, path) ? UNKNOWN : at(after, path),
  });

const at = (value: Json, path: Path): Json | undefined => path.reduce<Json | undefined>(child, value);

/** Also where what is around it is unknown. */
const isTrue = (marks: Json, path: Path): boolean =>
  path.some((_, index) => at(marks, path.slice(0, index)) === true) || at(marks, path) === true;

const child = (value: Json | undefined, step: string | number): Json | undefined =>
  Array.isArray(value) ? (value as readonly Json[])[Number(step)] : ownOf(value, String(step));
