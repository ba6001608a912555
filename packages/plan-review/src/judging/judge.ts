import type { Plan, ResourceChange } from '../plan/model';
import type { Json } from '../plan/value';
import { isEmpty, isGone, show } from './attributes';
import { blocksWhenDestroyed } from './destroyed';
import { blocking, foundFrom, warning, type Line } from './line';
import type { Ending } from '../resources';
import type { Judge } from './rule';
import { ended, worsened } from './settings';
import { withMove } from './moved';
import { goesWithSubject } from './subjects';

interface Parts
  extends Pick<Judge, 'name' | 'risk' | 'apart'>, Partial<Pick<Judge, 'blocks' | 'warns' | 'unseen' | 'isExposure'>> {
  /** What happens, in one sentence. */
  readonly title: string | ((change: ResourceChange) => string);
  /** What no setting says. Of what is sensitive, nothing. */
  readonly more?: (change: ResourceChange, plan: Plan) => readonly Line[];
  /** What is lost with a resource of a type, whatever its attributes are: `what scales it is destroyed`. */
  readonly endOf?: (type: string) => Pick<Ending, 'text' | 'blocks'> | undefined;
  /** Whether nobody misses what is destroyed. Default: when it goes with what it belongs to. */
  readonly isSpared?: (change: ResourceChange, plan: Plan) => boolean;
}

/**
 * A rule from its parts. What is destroyed is judged as if all its settings were off, so that destroying is never
 * quieter than switching off; unless it goes with what it belongs to, or blocks anyhow as a loss of data.
 */
export function judge(parts: Parts): Judge {
  const { name, risk, title, blocks = [], warns = [], more, apart, unseen = () => [], isExposure = false } = parts;
  const { isSpared = goesWithSubject } = parts;
  const end = (change: ResourceChange, plan: Plan): Line[] =>
    isGone(change) && !isSpared(change, plan) ? endLine(change, parts) : [];
  return {
    name,
    risk,
    blocks,
    warns,
    unseen,
    isExposure,
    ...(apart && { apart }),
    find(change, plan) {
      const found = foundFrom(
        typeof title === 'string' ? title : title(change),
        withMove(change, plan, (one) => [
          ...worsened(one, blocks, blocking),
          ...worsened(one, warns, warning),
          ...(more?.(one, plan) ?? []),
          ...end(one, plan),
        ]),
      );
      return found && isExposure ? { ...found, judged: [...(found.judged ?? found.because), ...made(change)] } : found;
    },
  };
}

const LABELS = ['tags', 'tags_all'];

/** Of what is made anew, all that the configuration says: a line names who gets in, the other attributes to what. */
function made({ action, after }: ResourceChange): Json[] {
  if (after === null || action !== 'replace') return [];
  return [Object.fromEntries(Object.entries(after).filter(([name]) => !LABELS.includes(name)))];
}

function endLine(change: ResourceChange, { blocks = [], warns = [], endOf, isExposure }: Parts): Line[] {
  const own = endOf?.(change.type);
  const [worst, bad] = blocksWhenDestroyed(change.type)
    ? [[], []]
    : [ended(change, blocks, isExposure !== true), ended(change, warns, isExposure !== true)];
  if (own === undefined && worst.length + bad.length === 0) return [];
  const was = [...worst, ...bad].filter(({ before }) => !isEmpty(before));
  const values = [...new Set(was.map(({ name, before }) => `${name} was ${show(before)}`))];
  const text = own?.text ?? ['it is destroyed', ...(values.length > 0 ? [values.join(', ')] : [])].join(': ');
  return [{ text, blocks: worst.length > 0 || own?.blocks === true }];
}
