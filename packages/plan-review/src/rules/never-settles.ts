import type { ResourceChange } from '../plan/model';
import type { JsonObject } from '../plan/value';
import { blocksOf, isSet, show } from '../judging/attributes';
import { judge } from '../judging/judge';
import { warning, type Line } from '../judging/line';
import { takeLimitsOff } from '../judging/tables/commands';
import { isLimit, TABLE, updateOf } from '../judging/tables/update';

/**
 * Changes that an apply does not bring to an end: the provider sends nothing for them, or AWS does not answer what was sent.
 * Of limits of DynamoDB tables on demand: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_OnDemandThroughput.html,
 * and measured (rehearsal/aws/README.md).
 */
export const neverSettles = judge({
  name: 'never-settles',
  risk: 'Every plan has the change again, and hides another one among it.',
  title: 'The apply does not settle it.',
  more: (change) => [...leftOut(change), ...unlimited(change)],
});

/** With billing mode PROVISIONED, limits go by themselves; alone in an update, they are `apply-fails`'. */
function leftOut(change: ResourceChange): Line[] {
  const { update = {}, limitsLeftOut = [] } = updateOf(change) ?? {};
  if (update.BillingMode === 'PROVISIONED') return [];
  return limitsLeftOut
    .filter((name) => name !== BLOCK || Object.keys(update).length > 0)
    .map((name) => {
      const index = /\[(.*)\]/.exec(name)?.[1];
      const command = takeLimitsOff(change.before?.name, index);
      return warning(
        `${name} is left out: the provider sends nothing for it, and the limits stay. Take them off: ${command}`,
      );
    });
}

const BLOCK = 'on_demand_throughput';
const INDEX = 'global_secondary_index';

/** -1 takes a limit off, and is answered as no limit. */
function unlimited(change: ResourceChange): Line[] {
  if (change.type !== TABLE || !isSet(change) || change.action === 'replace') return [];
  const { before, after } = change;
  const indexes = new Map(blocksOf(before ?? undefined, INDEX).map((one) => [show(one.name), one]));
  return [
    ...linesOf(BLOCK, before ?? {}, after ?? {}),
    ...blocksOf(after ?? undefined, INDEX).flatMap((one) => {
      const name = show(one.name);
      return linesOf(`${INDEX}[${name}].${BLOCK}`, indexes.get(name) ?? {}, one);
    }),
  ];
}

function linesOf(name: string, before: JsonObject, after: JsonObject): Line[] {
  const [was] = blocksOf(before, BLOCK);
  const [is] = blocksOf(after, BLOCK);
  if (is === undefined || isLimit(is)) return [];
  const next = was !== undefined && isLimit(was) ? 'Leave it out after this apply' : 'Leave it out';
  return [warning(`${name} is -1, which AWS answers as no limit at all, so that the next plan has it again. ${next}`)];
}
