import type { Hide } from './plan/hide';
import { isObject, isSame } from './plan/json';
import type { Plan, ResourceChange } from './plan/model';
import { placeAt } from './plan/place';
import type { Rule } from './judging/rule';
import type { Found } from './judging/line';

/**
 * What a rule found, with nothing secret in its lines. The rule judged the values as they are, since a secret elsewhere
 * must not switch it off, and quotes them among words of its own. So it is asked again, of what may be shown: where it
 * finds the same, its words are as they were. Where it does not, what it judged is the secret, which is taken out of them.
 */
export function withoutSecrets(found: Found, { find }: Rule, change: ResourceChange, plan: Plan, hide: Hide): Found {
  const { before, after, unknown, configured } = change;
  const shown: ResourceChange = {
    ...change,
    before: hide.attributes(before, configured),
    after: hide.attributes(after, configured),
    unknown: isObject(unknown) ? (hide.attributes(unknown, configured) ?? unknown) : unknown,
    replacePaths: change.replacePaths.map((path) => hide.path(placeAt(path, configured))),
  };
  const again = isSame(shown, change) ? found : find(shown, plan);
  const isAsBefore =
    again?.title === found.title && again.blocks === found.blocks && again.because.length === found.because.length;
  const [lines, about] = isAsBefore ? [again.because, []] : [found.because, [before, after, unknown]];
  return { ...found, because: lines.map((line) => hide.sentence(line, about)) };
}
