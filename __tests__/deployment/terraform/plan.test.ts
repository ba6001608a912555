import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree } from '../../../cli/confirm';
import { driftOf, listChanges } from '../../../deployment/planned';
import { emptyPlan, readPlan } from '../../../deployment/terraform/plan';
import { digestOf, readPlan as read, reviewPlan, UnreadablePlanError } from '../../../packages/plan-review/src/review';
import { PLANS, recorded as plan } from '../../review/plans';

/** Recorded from Terraform 1.11.4, on its built-in terraform_data; drift on the provider's aws_ssm_parameter. */
const recorded = (name: string): string => readFileSync(join(__dirname, 'recorded', `${name}.json`), 'utf8');

const RESOURCE = { mode: 'managed', type: 'x', name: 'y' };
const OF = { name: 'staging', commit: null, acceptances: [] };
const changesOf = (json: string) =>
  listChanges(readPlan(json).review(OF)).map(({ action, address }) => `${action} ${address}`);

describe('a deploy says of a plan what its review says', () => {
  const readable = PLANS.filter(({ name }) => {
    try {
      return readPlan(plan(name)) !== undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadablePlanError);
      return false;
    }
  });

  test('all but those that nobody can read', () => {
    const others = PLANS.filter((one) => !readable.includes(one)).map(({ name }) => name);
    expect(others).toEqual(['errored', 'errored-unchanged', 'check-errors']);
  });

  test.each(readable)('$name', ({ name, isChange }) => {
    const text = plan(name);
    const { plan: model, hide } = read(text);
    const review = reviewPlan(model, { ...OF, digest: digestOf(text), hide });
    const deployed = readPlan(text);
    expect(deployed.review(OF)).toEqual(review);
    expect(deployed.isEmpty).toBe(!isChange);

    const changes = listChanges(review);
    const of = (action: string) => changes.filter((one) => one.action === action).length;
    expect(Object.fromEntries(Object.keys(review.counts).map((action) => [action, of(action)]))).toEqual(review.counts);
    const setBack = review.findings.filter(({ rule }) => rule === 'drift-set-back').map(({ address }) => address);
    expect(driftOf(review)).toEqual(setBack.sort());
    if (review.verdict === 'blocked') expect(() => agree(review)).toThrow('--yes does not answer for what blocks');
    else expect(agree(review)).toBe(true);
  });

  test('what is empty in other words is no drift, a wildcard blocks, and what is imported and changes is both', () => {
    const review = readPlan(plan('project-dangerous')).review(OF);
    expect(driftOf(review)).toEqual([]);
    expect(() => agree(review)).toThrow('iam-widened/aws_iam_role_policy.movie#');
    expect(changesOf(plan('import-and-update')).map((one) => one.split(' ')[0])).toEqual(['change', 'import']);
  });
});

test.each([
  ['create', ['add terraform_data.one', 'add terraform_data.two']],
  ['no-change', []],
  ['update', ['change terraform_data.one']],
  ['update-and-replace', ['replace terraform_data.two', 'change terraform_data.one']],
  ['create-before-destroy', ['replace terraform_data.two']],
  ['destroy', ['destroy terraform_data.one', 'destroy terraform_data.two']],
  ['outputs-only', []],
  ['moved', ['move terraform_data.first']],
  ['moved-and-updated', ['change terraform_data.first', 'move terraform_data.first']],
  ['forget', ['forget terraform_data.two']],
  ['import', ['import terraform_data.three']],
  ['drift', ['change aws_ssm_parameter.one']],
])('%s', (name, changes) => {
  expect(changesOf(recorded(name))).toEqual(changes);
  expect(readPlan(recorded(name)).isEmpty).toBe(name === 'no-change');
});

test('what was changed outside Terraform, and is set back', () => {
  expect(driftOf(readPlan(recorded('drift')).review(OF))).toEqual(['aws_ssm_parameter.one']);
  expect(driftOf(readPlan(recorded('update')).review(OF))).toEqual([]);
});

test('resources that stay are counted', () => {
  expect(readPlan(recorded('no-change')).review(OF).unchanged).toBe(2);
  expect(emptyPlan(7).review(OF)).toMatchObject({ verdict: 'clean', unchanged: 7 });
});

test('what is created, and what AWS would refuse to destroy', () => {
  const change = (name: string, actions: string[], before: object | null, after: object | null, more = {}) => ({
    ...{ ...RESOURCE, address: `x.${name}` },
    change: { actions, before, after, before_sensitive: {}, after_sensitive: {}, after_unknown: {}, ...more },
  });
  const protect = { deletion_protection_enabled: true };
  const json = JSON.stringify({
    format_version: '1.2',
    resource_changes: [
      change('made', ['create'], null, { name: 'a' }),
      change('taken', ['create'], null, { name: 'b' }, { importing: { id: 'b' } }),
      change('gone', ['delete'], protect, null),
      change('anew', ['delete', 'create'], protect, { name: 'c' }),
      change('free', ['delete'], { deletion_protection_enabled: false }, null),
      change('kept', ['update'], protect, {}),
    ],
  });
  expect(readPlan(json)).toMatchObject({
    creations: [
      { address: 'x.made', type: 'x', values: { name: 'a' } },
      { address: 'x.anew', type: 'x', values: { name: 'c' }, replaced: protect },
    ],
    refused: ['x.gone', 'x.anew'],
  });
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
      'The plan has an action that is not known here: "rename" of a.b',
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
  expect(changesOf(JSON.stringify({ format_version: '1.2', resource_changes: all }))).toEqual([
    ...['destroy x.delete_a', 'destroy x.delete_b', 'forget x.forget_a', 'forget x.forget_b'],
    ...['change x.update_a', 'change x.update_b', 'add x.create_a', 'add x.create_b'],
  ]);
});
