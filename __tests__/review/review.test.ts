import { readPlan, reviewPlan, type Acceptance, type Review } from '../../packages/plan-review/src/review';
import { nothingMarked } from '../../packages/plan-review/src/plan/mask';

const resource = (address: string, actions: string[], before: unknown, after: unknown, more: object = {}) => ({
  address,
  mode: 'managed',
  type: /\w+/.exec(address)?.[0],
  name: 'x',
  change: {
    actions,
    before,
    after,
    after_unknown: {},
    before_sensitive: before === null ? false : nothingMarked(before),
    after_sensitive: after === null ? false : nothingMarked(after),
  },
  ...more,
});
const review = (plan: object, acceptances: Acceptance[] = []): Review => {
  const read = readPlan(JSON.stringify({ format_version: '1.2', planned_values: {}, ...plan }));
  return reviewPlan(read.plan, { name: 'staging', digest: '0'.repeat(64), commit: null, acceptances, hide: read.hide });
};
/** Names of findings, without their hashes. */
const names = ({ findings }: Review) => findings.map(({ name }) => name.replace(/#[0-9a-f]{8}$/, ''));

const LOGS = 'aws_cloudwatch_log_group.room';
const shortened = resource(LOGS, ['update'], { retention_in_days: 90 }, { retention_in_days: 7 });
const renamed = resource('aws_sns_topic.a', ['update'], { display_name: 'a' }, { display_name: 'b' });
const accept = (finding: string, more: object = {}): Acceptance => ({
  finding,
  reason: 'a reason',
  from: '--accept',
  ...more,
});

test.each<[string, unknown, unknown, object]>([
  ['no-op', { a: 1 }, { a: 1 }, { action: 'none', changes: [] }],
  ['update', { a: 1 }, { a: 2 }, { action: 'change', changes: ['a'] }],
  ['delete create', { a: 1, b: 1 }, { a: 2, b: 1 }, { action: 'replace', changes: ['a'] }],
])('an import says what the same plan does to it: %s', (actions, before, after, expected) => {
  const one = resource('aws_sns_topic.a', actions.split(' '), before, after);
  const { imports } = review({ resource_changes: [{ ...one, change: { ...one.change, importing: { id: 'i' } } }] });
  expect(imports).toEqual([{ address: 'aws_sns_topic.a', id: 'i', ...expected }]);
});

describe('the verdict', () => {
  test.each<[string, object, Review['verdict']]>([
    ['of nothing at all', {}, 'clean'],
    ['of resources that stay', { resource_changes: [resource(LOGS, ['no-op'], {}, {})] }, 'clean'],
    ['of drift that nothing sets back', { resource_drift: [resource(LOGS, ['update'], { a: 1 }, { a: 2 })] }, 'clean'],
    ['of a change', { resource_changes: [renamed] }, 'changes'],
    ['of a move', { resource_changes: [resource(LOGS, ['no-op'], {}, {}, { previous_address: 'a.b' })] }, 'changes'],
    ['of an output', { output_changes: { a: resource('', ['create'], null, 'x').change } }, 'changes'],
    ['of what is put off', { deferred_changes: [{ reason: 'unknown', resource_change: renamed }] }, 'changes'],
    ['of an action that is run', { action_invocations: [{ address: 'action.aws_lambda_invoke.a' }] }, 'changes'],
    ['of a plan that another one follows', { complete: false }, 'changes'],
    ['of a finding that blocks', { resource_changes: [shortened] }, 'blocked'],
    ['of what is not understood', { prophecies: [] }, 'blocked'],
    ['of something to apply that is not named', { applyable: true }, 'changes'],
  ])('%s', (_, plan, verdict) => {
    expect(review(plan).verdict).toBe(verdict);
  });
});

test('everything is counted once, what is imported or moved and changed as both', () => {
  const importing = { ...renamed, change: { ...renamed.change, importing: { id: 'i' } } };
  const { counts, unchanged, imports, moves, forgets, layers } = review({
    resource_changes: [
      importing,
      { ...renamed, address: 'aws_sns_topic.b', previous_address: 'aws_sns_topic.old' },
      resource('aws_sns_topic.c', ['create'], null, { a: 1 }),
      resource('aws_sns_topic.d', ['delete'], { a: 1 }, null),
      resource('aws_sns_topic.e', ['delete', 'create'], { a: 1 }, { a: 2 }),
      resource('aws_sns_topic.f', ['forget'], { a: 1 }, null, { action_reason: 'delete_because_no_resource_config' }),
      resource('aws_sns_topic.g', ['no-op'], { a: 1 }, { a: 1 }),
    ],
  });
  expect(counts).toEqual({ import: 1, move: 1, add: 1, change: 2, replace: 1, destroy: 1, forget: 1 });
  expect(unchanged).toBe(1);
  expect(imports).toEqual([{ address: 'aws_sns_topic.a', id: 'i', action: 'change', changes: ['display_name'] }]);
  expect(moves).toEqual([{ from: 'aws_sns_topic.old', to: 'aws_sns_topic.b' }]);
  expect(forgets).toEqual([{ address: 'aws_sns_topic.f', reason: 'the configuration has no such resource any more' }]);
  expect(layers.flatMap(({ changes }) => changes.map(({ action, address }) => `${action} ${address}`))).toEqual([
    'destroy aws_sns_topic.d',
    'replace aws_sns_topic.e',
    'change aws_sns_topic.a',
    'change aws_sns_topic.b',
    'add aws_sns_topic.c',
  ]);
});

test('changes stand by layer, what holds data first', () => {
  const { layers } = review({
    resource_changes: [
      resource('aws_cloudwatch_metric_alarm.a', ['create'], null, {}),
      resource('aws_lambda_function.a', ['create'], null, {}),
      resource('aws_dynamodb_table.a', ['create'], null, {}),
    ],
  });
  expect(layers.map(({ name }) => name)).toEqual(['data', 'functions', 'observability']);
});

describe('findings', () => {
  const alarm = resource('aws_cloudwatch_metric_alarm.a', ['delete'], { alarm_name: 'a' }, null);

  test('stand with their whole name, what may be lost, and the values', () => {
    expect(review({ resource_changes: [shortened] }).findings).toEqual([
      {
        name: `retention-shortened/${LOGS}#0be0f247`,
        rule: 'retention-shortened',
        address: LOGS,
        blocks: true,
        title: expect.stringMatching(/\.$/) as string,
        because: [expect.stringContaining('90') as string],
        risk: expect.stringMatching(/\.$/) as string,
      },
    ]);
  });

  test('those that block come first, those that are accepted last', () => {
    const plan = { resource_changes: [alarm, shortened, { ...shortened, address: 'aws_cloudwatch_log_group.a' }] };
    const accepted = review(plan, [accept(`retention-shortened/${LOGS}#0be0f247`)]);
    expect(names(accepted)).toEqual([
      'retention-shortened/aws_cloudwatch_log_group.a',
      'alarm-weakened/aws_cloudwatch_metric_alarm.a',
      `retention-shortened/${LOGS}`,
    ]);
    expect(accepted.findings.map(({ accepted }) => accepted)).toEqual([undefined, undefined, 'a reason']);
  });

  test('of an older object that a replacement left behind has its id in its name', () => {
    const deposed = resource('aws_dynamodb_table.a', ['delete'], { name: 'a' }, null, { deposed: 'abcd1234' });
    expect(names(review({ resource_changes: [deposed] }))).toEqual([
      'stateful-loss/aws_dynamodb_table.a (deposed abcd1234)',
    ]);
  });

  test('none of what stays', () => {
    expect(
      names(review({ resource_changes: [resource('aws_dynamodb_table.a', ['no-op'], { a: 1 }, { a: 1 })] })),
    ).toEqual([]);
  });
});

describe('a secret of the same text elsewhere', () => {
  const decoy = (value: unknown) => ({
    ...resource('terraform_data.decoy', ['update'], { input: value }, { input: 'x' }),
    change: { ...resource('', ['update'], { input: value }, { input: 'x' }).change, before_sensitive: { input: true } },
  });

  test.each<[string, unknown]>([
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['a number', 7],
    ['the same number as a text', '7'],
  ])('%s switches no finding off', (_, secret) => {
    const open = resource(
      'aws_security_group.a',
      ['update'],
      { ingress: [] },
      {
        ingress: [{ cidr_blocks: ['0.0.0.0/0'], protocol: 'tcp', from_port: 22, to_port: 22 }],
      },
    );
    const found = review({ resource_changes: [decoy(secret), open, shortened] });
    expect(names(found)).toEqual([`retention-shortened/${LOGS}`, 'made-public/aws_security_group.a']);
    if (typeof secret === 'string' && secret.length > 3) expect(JSON.stringify(found)).not.toContain(secret);
  });

  test('is accepted by the name that the review shows', () => {
    const keyed = { ...shortened, address: `${LOGS}["planted-secret"]` };
    const plan = { resource_changes: [decoy('planted-secret'), keyed] };
    const [finding] = review(plan).findings;
    expect(finding?.name).toBe(`retention-shortened/${LOGS}["(sensitive 1)"]#0be0f247`);
    expect(review(plan, [accept(finding!.name)]).verdict).toBe('changes');
  });
});

describe('an acceptance', () => {
  const name = `retention-shortened/${LOGS}#0be0f247`;

  test('takes one finding out of the verdict, and no other', () => {
    const plan = { resource_changes: [shortened, { ...shortened, address: 'aws_cloudwatch_log_group.a' }] };
    expect(review({ resource_changes: [shortened] }, [accept(name)]).verdict).toBe('changes');
    expect(review(plan, [accept(name)]).verdict).toBe('blocked');
  });

  test.each(['retention-shortened', 'retention-shortened/', 'retention-shortened/*', `${name}x`, LOGS, `#0be0f247`])(
    'of %p matches nothing, and is a finding itself',
    (wrong) => {
      const { verdict, findings } = review({ resource_changes: [shortened] }, [accept(wrong)]);
      expect(verdict).toBe('blocked');
      expect(findings).toContainEqual({
        name: `unused-acceptance/${wrong}`,
        rule: 'unused-acceptance',
        blocks: true,
        title: `--accept accepts ${wrong}, which is no finding of this plan.`,
        because: ['its reason is: a reason', 'remove it, or correct the name'],
        risk: expect.any(String) as string,
      });
    },
  );

  test('that is left over blocks a plan without changes, too', () => {
    expect(review({}, [accept(name)]).verdict).toBe('blocked');
  });

  test('cannot accept that another one is left over', () => {
    const { findings } = review({}, [accept(name), accept(`unused-acceptance/${name}`)]);
    expect(findings.filter(({ blocks, accepted }) => blocks && accepted === undefined)).toHaveLength(2);
  });

  test('may be left over where a plan cannot show all that it is for', () => {
    expect(review({}, [accept(name, { mayBeUnused: true })]).verdict).toBe('clean');
  });
});

describe('what stands beside the changes', () => {
  const drift = (after: number) => ({
    resource_drift: [resource(LOGS, ['update'], { retention_in_days: 90 }, { retention_in_days: after })],
  });
  const setBack = resource(LOGS, ['update'], { retention_in_days: 30 }, { retention_in_days: 90 });

  test('drift that the plan sets back is a finding that does not block', () => {
    const found = review({ ...drift(30), resource_changes: [setBack] });
    expect(found.drift).toEqual([
      {
        address: LOGS,
        action: 'changed',
        setBack: true,
        attributes: [{ path: 'retention_in_days', kind: 'changed', before: 90, after: 30 }],
      },
    ]);
    expect(found.findings).toMatchObject([
      {
        name: `drift-set-back/${LOGS}#cc0c2c3f`,
        blocks: false,
        title: 'It was changed outside Terraform, and is set back.',
        because: ['retention_in_days'],
      },
    ]);
  });

  test('drift that stays is shown, and no finding', () => {
    const found = review(drift(30));
    expect(found.drift).toMatchObject([{ address: LOGS, setBack: false }]);
    expect(found.findings).toEqual([]);
  });

  test('drift in what the provider sets by itself, and in how nothing is written, is named only', () => {
    const before = { tags: null, period: null, on: null, inline_policy: [] };
    const after = { tags: {}, period: 0, on: false, inline_policy: [{ name: 'a' }] };
    const drifted = resource(LOGS, ['update'], before, after);
    const expressions = { tags: {}, period: {}, on: {} };
    const address = `${drifted.type}.${drifted.name}`;
    const configuration = { root_module: { resources: [{ address, expressions }] } };
    expect(review({ resource_drift: [drifted], configuration }).drift).toEqual([
      { address: LOGS, action: 'changed', setBack: false, attributes: [] },
    ]);
    expect(review({ resource_drift: [drifted] }).drift[0]?.attributes).toMatchObject([{ path: 'inline_policy[a]' }]);
    const off = resource(LOGS, ['update'], { on: true }, { on: false });
    expect(review({ resource_drift: [off], configuration }).drift[0]?.attributes).toMatchObject([{ path: 'on' }]);
  });

  test('something that was deleted outside Terraform, and is made anew', () => {
    const found = review({
      resource_drift: [resource(LOGS, ['delete'], { name: 'a' }, null)],
      resource_changes: [resource(LOGS, ['create'], null, { name: 'a' })],
    });
    expect(found.drift).toEqual([{ address: LOGS, action: 'deleted', setBack: true, attributes: [] }]);
    expect(found.findings).toMatchObject([{ title: 'It was deleted outside Terraform, and is made anew.' }]);
  });

  test('checks that fail, or cannot be carried out, are findings; others are shown', () => {
    const check = (name: string, status: string, message?: string) => ({
      address: { to_display: name },
      status,
      instances: [{ address: { to_display: name }, status, problems: message ? [{ message }] : [] }],
    });
    const checks = [
      check('check.a', 'pass'),
      check('check.b', 'fail', 'Down.'),
      check('check.c', 'error'),
      check('check.d', 'unknown'),
    ];
    const found = review({ checks });
    expect(found.checks.map(({ address, status }) => `${address} ${status}`)).toEqual([
      'check.a pass',
      'check.b fail',
      'check.c error',
      'check.d unknown',
    ]);
    expect(found.findings).toMatchObject([
      { name: 'failed-check/check.b#13efbd79', blocks: false, title: 'The check fails.', because: ['Down.'] },
      { name: 'failed-check/check.c#03bc4159', title: 'The check cannot be carried out.' },
    ]);
  });

  test('what is put off, and actions that are run', () => {
    const found = review({
      deferred_changes: [{ reason: 'provider_config_unknown', resource_change: renamed }],
      action_invocations: [{ address: 'action.x.a' }, { address: 'action.x.a' }],
    });
    expect(found.deferred).toEqual([
      { address: 'aws_sns_topic.a', action: 'update', reason: 'provider_config_unknown' },
    ]);
    expect(found.findings).toMatchObject([
      {
        name: 'incomplete/plan#d071efff',
        blocks: false,
        because: ['aws_sns_topic.a is put off (provider_config_unknown)'],
      },
      { name: 'action-run/action.x.a#1e13d4aa', blocks: false, title: 'The action is run.' },
    ]);
  });

  test('what is not known here blocks, with its paths', () => {
    expect(review({ prophecies: [], resource_changes: [{ ...renamed, mood: 1 }] }).findings).toMatchObject([
      { name: 'not-understood/prophecies#4a55e75d', blocks: true, because: ['prophecies'] },
      { name: 'not-understood/resource_changes[].mood#4a55e75d', blocks: true, because: ['resource_changes[0].mood'] },
    ]);
  });

  test('something to apply that is not named, as with -refresh-only, is said', () => {
    expect(review({ applyable: true }).findings).toMatchObject([
      { name: 'not-understood/applyable#076d3673', blocks: false },
    ]);
    expect(review({ applyable: true, resource_changes: [renamed] }).findings).toEqual([]);
  });

  test('a key that every resource has is one finding', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...renamed, address: `aws_sns_topic.t${index}`, mood: 1 }));
    const { findings } = review({ resource_changes: many });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      name: 'not-understood/resource_changes[].mood#4a55e75d',
      because: [...Array.from({ length: 5 }, (_, index) => `resource_changes[${index}].mood`), 'and 4 more'],
    });
  });

  test('something that stays, it is said, though before and after differ', () => {
    const found = review({ resource_changes: [resource(LOGS, ['no-op'], { a: 1 }, { a: 2 })] });
    expect(found.verdict).toBe('blocked');
    expect(found.findings).toMatchObject([{ because: [`no-op of ${LOGS}, whose before and after differ`] }]);
  });

  test('a resource without a mask blocks: nothing of it can be judged', () => {
    const { change, ...rest } = shortened;
    const { before, after, actions } = change;
    expect(review({ resource_changes: [{ ...rest, change: { before, after, actions } }] })).toMatchObject({
      verdict: 'blocked',
      findings: [{ name: `mask-missing/${LOGS}#8b30bb05`, blocks: true }],
    });
  });

  test('outputs by what differs', () => {
    const output = (actions: string[], before: unknown, after: unknown) => ({
      ...resource('', actions, before, after).change,
      before_sensitive: false,
      after_sensitive: false,
    });
    const { outputs } = review({
      output_changes: {
        a: output(['create'], null, 'x'),
        b: output(['update'], { c: 1 }, { c: 2 }),
        d: output(['delete'], 'y', null),
        e: output(['no-op'], 'z', 'z'),
      },
    });
    expect(outputs).toEqual([
      { name: 'a', action: 'add', attributes: [{ path: '', kind: 'added', after: 'x' }] },
      { name: 'b', action: 'change', attributes: [{ path: 'c', kind: 'changed', before: 1, after: 2 }] },
      { name: 'd', action: 'remove', attributes: [{ path: '', kind: 'removed', before: 'y' }] },
    ]);
  });
});

test('a secret in a key, an address, a message, a reason or a name is masked, too', () => {
  const secret = 'planted-secret';
  const marked = resource('aws_sns_topic.a', ['update'], { key: secret }, { key: 'x' });
  marked.change.before_sensitive = { key: true };
  const keyed = resource(`aws_sns_topic.b["${secret}"]`, ['update'], { tags: null }, { tags: { [secret]: '1' } });
  const checks = [
    {
      address: { to_display: 'check.a' },
      status: 'fail',
      instances: [{ address: { to_display: 'check.a' }, status: 'fail', problems: [{ message: `it is ${secret}` }] }],
    },
  ];
  const found = review({ resource_changes: [marked, keyed], checks }, [accept(`x/${secret}`)]);
  const text = JSON.stringify(found);
  expect(text).not.toContain(secret);
  expect(text).toContain('aws_sns_topic.b[\\"(sensitive 1)\\"]');
  expect(text).toContain('"it is (sensitive 1)"');
  expect(text).toContain('{"(sensitive 1)":"1"}');
  expect(text).toContain('unused-acceptance/x/(sensitive 1)');
});
