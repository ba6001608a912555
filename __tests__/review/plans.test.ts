import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf2000 } from '../../bench/plan-of-2000';
import { PLANS, recorded, type PlanName } from './plans';

const FOLDER = join(__dirname, 'plans');

interface Change {
  readonly address: string;
  readonly previous_address?: string;
  readonly type: string;
  readonly action_reason?: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: object };
}
interface PlanJson {
  readonly applyable?: boolean;
  readonly complete?: boolean;
  readonly errored: boolean;
  readonly resource_changes?: readonly Change[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  readonly resource_drift?: readonly Change[];
  readonly planned_values: { readonly root_module: { readonly resources: readonly Change[] } };
}

const planOf = (name: PlanName): PlanJson => JSON.parse(recorded(name)) as PlanJson;
const actionsOf = ({ change }: Change): string => change.actions.join();

test('the folders hold the plans of the catalogue, and the README has a line for each', () => {
  const files = ['recorded', 'written'].flatMap((folder) => readdirSync(join(FOLDER, folder)));
  expect(files.sort()).toEqual(PLANS.map(({ name }) => `${name}.json`).sort());
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  expect(readme.match(/^\| `[a-z].*$/gm)).toEqual(PLANS.map(({ name, shows }) => `| \`${name}\` | ${shows} |`));
});

describe.each(PLANS)('$name', ({ name, isChange, secrets }) => {
  const text = recorded(name);
  const plan = planOf(name);

  test('is whole, and on one line', () => {
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(plan).toMatchObject({ format_version: '1.2' });
  });

  test('says whether there is something to apply', () => {
    const { applyable, errored, resource_changes: resources = [], output_changes: outputs = {} } = plan;
    const changes = resources.some(
      (one) => !['no-op', 'read'].includes(actionsOf(one)) || one.previous_address || one.change.importing,
    );
    const changesOutputs = Object.values(outputs).some(({ actions }) => actions.join() !== 'no-op');
    expect(isChange).toBe(errored || applyable === undefined ? changes || changesOutputs : applyable);
  });

  test('holds the planted secrets that are listed, and no others', () => {
    const found = [...new Set(text.match(/planted-secret-[a-z]+(-[a-z]+)*/g))];
    expect(found.sort()).toEqual([...secrets].sort());
  });

  test('names no path of the machine that it was recorded on', () => {
    expect(text).not.toMatch(/(?<![\w.])\/(work|root|tmp|home|usr|opt|private|Users)\b/);
  });
});

test.each([
  ['replace-tainted', 'delete,create', 'replace_because_tainted'],
  ['replace-cannot-update', 'delete,create', 'replace_because_cannot_update'],
  ['replace-by-request', 'delete,create', 'replace_by_request'],
  ['replace-by-triggers', 'delete,create', 'replace_by_triggers'],
  ['create-before-destroy', 'create,delete', 'replace_because_cannot_update'],
  ['delete-no-resource-config', 'delete', 'delete_because_no_resource_config'],
  ['delete-wrong-repetition', 'delete', 'delete_because_wrong_repetition'],
  ['delete-count-index', 'delete', 'delete_because_count_index'],
  ['delete-each-key', 'delete', 'delete_because_each_key'],
  ['delete-no-module', 'delete', 'delete_because_no_module'],
  ['delete-no-move-target', 'delete', 'delete_because_no_move_target'],
  ['read-config-unknown', 'read', 'read_because_config_unknown'],
  ['read-dependency-pending', 'read', 'read_because_dependency_pending'],
  ['read-check-nested', 'read', 'read_because_check_nested'],
] as const)('%s has a resource to %s for the reason %s', (name, actions, reason) => {
  const changes = planOf(name).resource_changes!.map((one) => [actionsOf(one), one.action_reason]);
  expect(changes).toContainEqual([actions, reason]);
});

test('a plan of 2,000 changes repeats recorded ones, each under an address of its own, the same at every call', () => {
  const text = planOf2000();
  expect(planOf2000()).toBe(text);
  const { resource_changes: changes, planned_values: planned } = JSON.parse(text) as PlanJson;
  expect(new Set(changes!.map(({ address }) => address)).size).toBe(2000);
  expect([...new Set(changes!.map(actionsOf))].sort()).toEqual(['create', 'delete', 'delete,create', 'update']);
  const known = new Set(planned.root_module.resources.map(({ address }) => address));
  expect(changes!.filter((one) => actionsOf(one) !== 'delete').every(({ address }) => known.has(address))).toBe(true);
});
