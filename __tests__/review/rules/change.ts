import { EMPTY_PLAN, type Plan, type ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import type { Judge, Rule } from '../../../packages/plan-review/src/judging/rule';
import type { Found } from '../../../packages/plan-review/src/judging/line';
import { ANY } from '../../../packages/plan-review/src/judging/settings';

type Details = Partial<Omit<ResourceChange, 'type' | 'before' | 'after'>>;

/** One object of a type, before and after; what happens to it follows from what there is, unless it is said. */
export function change(
  type: string,
  before: JsonObject | null,
  after: JsonObject | null,
  details: Details = {},
): ResourceChange {
  const action = details.action ?? (before === null ? 'create' : after === null ? 'delete' : 'update');
  return {
    address: `${type}.it`,
    type,
    provider: 'registry.terraform.io/hashicorp/aws',
    action,
    steps: action === 'replace' ? ['delete', 'create'] : [action],
    before,
    after,
    unknown: {},
    replacePaths: [],
    ...details,
  };
}

export const planOf = (resources: readonly ResourceChange[], details: Partial<Plan> = {}): Plan => ({
  ...EMPTY_PLAN,
  terraformVersion: '1.11.4',
  accounts: ['111111111111'],
  regions: ['eu-west-1'],
  resources,
  ...details,
});

/** What a rule says of this one change, in a plan of it and others; what an acceptance of that is of has tests of its own. */
export function find(rule: Rule, one: ResourceChange, ...others: readonly ResourceChange[]): Found | undefined {
  const found = rule.find(one, planOf([one, ...others]));
  return found && { blocks: found.blocks, title: found.title, because: found.because };
}

/** What a rule says of an update, one sentence each. */
export const because = (
  rule: Rule,
  type: string,
  before: JsonObject | null,
  after: JsonObject | null,
): readonly string[] => find(rule, change(type, before, after))?.because ?? [];

/** Values that have one attribute: `nest('rule[id].days', 7)` is `{ rule: [{ id: 'a', days: 7 }] }`. */
export function nest(path: string, value: Json): JsonObject {
  const [step, ...rest] = path.match(/(?:\[[^\]]*\]|[^.[])+/g)!;
  const [, block, key, name = 'a'] = /^(\w+)\[(\w+)(?:=(.+))?\]$/.exec(step) ?? [];
  if (block !== undefined && key !== undefined) return { [block]: [{ [key]: name, ...nest(rest.join('.'), value) }] };
  return { [step]: rest.length === 0 ? value : [nest(rest.join('.'), value)] };
}

/** A type that a rule judges by an attribute: one of those that its setting names, or one that nobody knows. */
export function typeWith(rule: Judge, path: string): string {
  const [setting] = [...rule.blocks, ...rule.warns].filter((one) => one.path === path);
  if (setting === undefined) throw new Error(`${rule.name} knows no ${path}`);
  const { types } = setting;
  return types === ANY || types instanceof RegExp ? 'acme_thing' : types[0]!;
}
