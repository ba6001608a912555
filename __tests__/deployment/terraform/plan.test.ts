import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countChanges, describeCounts, readPlan } from '../../../deployment/terraform/plan';

/** Recorded from Terraform 1.11.4, on its built-in terraform_data; drift on the provider's aws_ssm_parameter. */
const recorded = (name: string): string => readFileSync(join(__dirname, 'recorded', `${name}.json`), 'utf8');

const RESOURCE = { mode: 'managed', type: 'x', name: 'y' };

test.each([
  ['create', ['add terraform_data.one', 'add terraform_data.two']],
  ['no-change', []],
  ['update', ['change terraform_data.one']],
  ['update-and-replace', ['replace terraform_data.two', 'change terraform_data.one']],
  ['create-before-destroy', ['replace terraform_data.two']],
  ['destroy', ['destroy terraform_data.one', 'destroy terraform_data.two']],
  ['outputs-only', []],
  ['moved', ['move terraform_data.first']],
  ['moved-and-updated', ['change terraform_data.first']],
  ['forget', ['forget terraform_data.two']],
  ['import', ['import terraform_data.three']],
  ['drift', ['change aws_ssm_parameter.one']],
])('%s', (name, changes) => {
  const plan = readPlan(recorded(name));
  expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual(changes);
  expect(plan.isEmpty).toBe(name === 'no-change');
});

test('a replacement names the attributes that force it', () => {
  const [replaced, changed] = readPlan(recorded('update-and-replace')).changes;
  expect(replaced?.replacedBy).toEqual(['triggers_replace']);
  expect(changed?.replacedBy).toEqual([]);
});

test('what was changed outside Terraform stands apart', () => {
  expect(readPlan(recorded('drift')).drift).toEqual(['aws_ssm_parameter.one']);
  expect(readPlan(recorded('update')).drift).toEqual([]);
});

test('resources that stay are counted', () => {
  expect(readPlan(recorded('no-change')).unchanged).toBe(2);
  expect(readPlan(recorded('import')).unchanged).toBe(2);
  expect(readPlan(recorded('moved')).unchanged).toBe(1);
});

test('counts in words', () => {
  expect(describeCounts(countChanges(readPlan(recorded('update-and-replace'))))).toBe('1 to change, 1 to replace');
  expect(describeCounts(countChanges(readPlan(recorded('no-change'))))).toBe('no changes');
});

describe('never "no changes" by mistake', () => {
  const changed = (change: Record<string, unknown>): string =>
    JSON.stringify({ ...(JSON.parse(recorded('update')) as object), ...change });

  test.each([
    ['a plan that ended in errors', recorded('errored'), 'Terraform could not finish this plan (errored)'],
    [
      'another format',
      changed({ format_version: '2.0' }),
      'Its format_version is "2.0"; format 1 is what can be judged here.',
    ],
    ['no format', changed({ format_version: undefined }), 'It has no format_version: it is no plan.'],
    ['an empty object', '{}', 'It has no format_version: it is no plan.'],
    [
      'an action of tomorrow',
      changed({ resource_changes: [{ ...RESOURCE, address: 'a.b', change: { actions: ['rename'] } }] }),
      'The plan has an action that is not known here: rename of a.b',
    ],
  ])('%s', (_, json, message) => {
    expect(() => readPlan(json)).toThrow(message);
  });

  test.each([10, 500, -1])('a plan cut off at character %p', (end) => {
    expect(() => readPlan(recorded('update').trimEnd().slice(0, end))).toThrow(/JSON/);
  });

  test('nothing at all', () => {
    expect(() => readPlan('')).toThrow('There is nothing in it.');
  });

  test("Terraform's own word counts where nothing was found", () => {
    expect(readPlan(JSON.stringify({ format_version: '1.2', planned_values: {}, applyable: true })).isEmpty).toBe(
      false,
    );
    expect(readPlan(JSON.stringify({ format_version: '1.2', planned_values: {} })).isEmpty).toBe(true); // OpenTofu has no such word
  });
});

test('what is lost stands first, and the order is the same each time', () => {
  const all = ['create', 'update', 'delete', 'forget'].flatMap((action) =>
    ['b', 'a'].map((name) => ({ ...RESOURCE, address: `x.${action}_${name}`, change: { actions: [action] } })),
  );
  const plan = readPlan(JSON.stringify({ format_version: '1.2', resource_changes: all }));
  expect(plan.changes.map(({ address }) => address)).toEqual([
    ...['x.delete_a', 'x.delete_b', 'x.forget_a', 'x.forget_b'],
    ...['x.update_a', 'x.update_b', 'x.create_a', 'x.create_b'],
  ]);
});
