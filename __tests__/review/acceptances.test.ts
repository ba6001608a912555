import { readPlan, reviewPlan, type Acceptance, type Review } from '../../packages/plan-review/src/review';
import { nothingMarked } from '../../packages/plan-review/src/plan/mask';
import { PLANS, recorded } from './plans';

const LOGS = 'aws_cloudwatch_log_group.room';

const resource = (address: string, before: object, after: object, marks: object = {}) => ({
  address,
  mode: 'managed',
  type: /\w+/.exec(address)?.[0],
  name: 'x',
  change: {
    actions: ['update'],
    before,
    after,
    after_unknown: {},
    before_sensitive: { ...(nothingMarked(before) as object), ...marks },
    after_sensitive: { ...(nothingMarked(after) as object), ...marks },
  },
});
const shortened = (days: number) => resource(LOGS, { retention_in_days: 90 }, { retention_in_days: days });
/** Something else, with a secret. */
const other = (secret: string) => resource('aws_sns_topic.a', { key: 'old' }, { key: secret }, { key: true });

function reviewText(text: string, acceptances: readonly Acceptance[] = []): Review {
  const { plan, hide } = readPlan(text);
  return reviewPlan(plan, { name: 'staging', digest: '0'.repeat(64), commit: null, acceptances, hide });
}
const review = (resources: readonly object[], ...accepted: string[]): Review =>
  reviewText(
    JSON.stringify({ format_version: '1.2', resource_changes: resources }),
    accepted.map((finding) => ({ finding, reason: 'nobody reads them', from: 'environments/staging.ts' })),
  );
const namesOf = ({ findings }: Review): string[] => findings.map(({ name }) => name);
const stopping = ({ findings }: Review) => findings.filter(({ blocks, accepted }) => blocks && accepted === undefined);

test.each([
  [
    'azurerm_role_assignment',
    { role_definition_name: 'Owner', scope: '/subscriptions/1/resourceGroups/dev' },
    { scope: '/subscriptions/1' },
  ],
  [
    'google_project_iam_member',
    { role: 'roles/owner', member: 'user:ana@example.com', project: 'dev' },
    { project: 'prod' },
  ],
  [
    'aws_lambda_permission',
    { action: 'lambda:InvokeFunction', function_name: 'f', principal: '*' },
    { action: 'lambda:*' },
  ],
  [
    'aws_security_group_rule',
    {
      type: 'ingress',
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr_blocks: ['0.0.0.0/0'],
      security_group_id: 'sg-dev',
    },
    { security_group_id: 'sg-prod' },
  ],
  [
    'azurerm_mssql_firewall_rule',
    { start_ip_address: '0.0.0.0', end_ip_address: '255.255.255.255', server_id: 'dev' },
    { server_id: 'prod' },
  ],
])('%s that is made opens what it names: the same for another thing is accepted anew', (type, after, worse) => {
  const made = (more: object) => {
    const { change, ...rest } = resource(`${type}.x`, {}, { ...after, ...more });
    return { ...rest, change: { ...change, actions: ['create'], before: null } };
  };
  const [name] = namesOf(review([made({})])) as [string];
  expect(namesOf(review([made({ tags: { team: 'b' } })], name))).toEqual([name]);
  expect(stopping(review([made({})], name))).toEqual([]);
  expect(namesOf(review([made(worse)], name))).toContain(`outdated-acceptance/${name}`);
});

describe('an acceptance is of what it was written for', () => {
  const [name] = namesOf(review([shortened(30)])) as [string];

  test('and stands while that stays, whatever else changes', () => {
    expect(name).toBe(`retention-shortened/${LOGS}#12d8d09e`);
    expect(review([shortened(30)], name).findings).toMatchObject([{ name, accepted: 'nobody reads them' }]);
    expect(stopping(review([other('planted-secret'), shortened(30)], name))).toEqual([]);
  });

  test('a later push that makes it worse is not accepted with it, and says so', () => {
    const [said, finding, ...more] = stopping(review([shortened(1)], name));
    expect(said).toEqual({
      name: `outdated-acceptance/${name}`,
      rule: 'outdated-acceptance',
      blocks: true,
      title: `environments/staging.ts accepts ${name}, but what it finds is not what was accepted.`,
      because: [
        'its reason is: nobody reads them',
        'what is found now: Data is removed sooner than before, or no longer. retention_in_days goes from 90 to 1',
        `to take this risk, accept ${finding!.name} in its place`,
      ],
      risk: 'Whoever accepted it did not see what would happen now.',
    });
    expect(finding?.name).toMatch(new RegExp(`^retention-shortened/${LOGS}#(?!12d8d09e)[0-9a-f]{8}$`));
    expect(more).toEqual([]);
    expect(stopping(review([shortened(1)], finding!.name))).toEqual([]);
  });

  test('without a hash it accepts nothing', () => {
    const [said, finding] = stopping(review([shortened(30)], `retention-shortened/${LOGS}`));
    expect(said).toMatchObject({
      rule: 'outdated-acceptance',
      title: `environments/staging.ts accepts retention-shortened/${LOGS}, but does not say what of it: the name has no # with a hash.`,
      because: expect.arrayContaining([`to take this risk, accept ${name} in its place`]) as string[],
    });
    expect(finding?.name).toBe(name);
  });

  test('an old one beside the right one does no harm: a plan and a synthesis may see one thing in two ways', () => {
    expect(stopping(review([shortened(30)], `retention-shortened/${LOGS}#00000000`, name))).toEqual([]);
  });
});

describe('the hash', () => {
  const policy = (condition: object | undefined) =>
    resource(
      'aws_iam_role_policy.a',
      { policy: JSON.stringify({ Statement: [] }) },
      {
        policy: JSON.stringify({
          Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', Condition: condition }],
        }),
      },
    );

  test('is of what was judged, also where the text does not say it: a condition of a statement', () => {
    const narrow = review([policy({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } })]);
    const wide = review([policy(undefined)]);
    expect(wide.findings[0]?.because).toEqual(narrow.findings[0]?.because);
    expect(stopping(review([policy(undefined)], ...namesOf(narrow)))).toHaveLength(2);
  });

  test.each([
    ['a statement that forbids', 'aws_iam_role_policy.a', 'Deny'],
    ['one that allows anybody', 'aws_sqs_queue_policy.a', 'Allow'],
  ])('%s', (_, address, effect) => {
    const written = (...resources: string[]) =>
      JSON.stringify({
        Statement: [{ Sid: 'A', Effect: effect, Action: 'sqs:*', Principal: '*', Resource: resources }],
      });
    const [before, less, least] = effect === 'Deny' ? [['a', 'b', 'c'], ['a', 'b'], ['a']] : [['c'], ['a'], ['a', 'b']];
    const change = (after: string[]) =>
      resource(address, { policy: written(...before) }, { policy: written(...after) });
    const accepted = review([change(less)]);
    const now = review([change(least)], ...namesOf(accepted));
    expect(accepted.findings).toHaveLength(1);
    expect(now.findings.at(-1)?.because).toEqual(accepted.findings[0]?.because);
    expect(stopping(now)).toHaveLength(2);
  });

  test('does not go by the order in which things are found', () => {
    const both = { deletion_protection: true, skip_final_snapshot: false };
    const neither = { deletion_protection: false, skip_final_snapshot: true };
    const attributes = (one: object) => Object.fromEntries(Object.entries(one).reverse());
    const change = resource('aws_db_instance.a', both, neither);
    const reversed = resource('aws_db_instance.a', attributes(both), attributes(neither));
    expect(namesOf(review([reversed]))).toEqual(namesOf(review([change])));
  });

  test('has of a secret only that it is one: not its number, and nothing that would give it away', () => {
    const alarm = (secret: string, marks = {}) =>
      resource(
        'aws_cloudwatch_metric_alarm.a',
        { alarm_actions: [`arn:${secret}`, 'arn:b'] },
        { alarm_actions: ['arn:b'] },
        marks,
      );
    const before = resource('aws_sns_topic.b', { key: 'old' }, { key: 'another-secret' }, { key: true });
    const first = review([other('planted-one'), alarm('planted-one')]);
    const beside = review([before, other('planted-two'), alarm('planted-two')]);
    expect(first.findings[0]?.because).toEqual(['alarm_actions: arn:(sensitive 2) is removed']);
    expect(beside.findings[0]?.because).toEqual(['alarm_actions: arn:(sensitive 3) is removed']);
    // Terraform does not mark it there, so it is judged as it is.
    expect(namesOf(beside)).not.toEqual(namesOf(first));
    const marked = (secret: string, ...more: object[]) =>
      namesOf(review([...more, other(secret), alarm(secret, { alarm_actions: true })]));
    expect(marked('planted-one')).toEqual([expect.stringMatching(/^hidden-change\/.*#[0-9a-f]{8}$/)]);
    expect(marked('planted-two', before)).toEqual(marked('planted-one'));
  });

  test('of a key that is not known here does not go by the places where it stands', () => {
    const strange = { ...other('x'), mood: 1 };
    const [name] = namesOf(review([strange]));
    expect(namesOf(review([shortened(30), strange]))).toContain(name);
  });
});

describe('recorded plans', () => {
  const found = PLANS.filter(({ name }) => {
    const text = recorded(name);
    return !text.includes('"errored":true') && reviewText(text).findings.length > 0;
  });

  test('there are such', () => expect(found.length).toBeGreaterThan(10));

  test.each(found)('$name: each finding is accepted by its name, and by no other', ({ name }) => {
    const text = recorded(name);
    const all = namesOf(reviewText(text));
    const accept = (names: readonly string[]) =>
      reviewText(
        text,
        names.map((finding) => ({ finding, reason: 'x', from: '--accept' })),
      );
    expect(stopping(accept(all))).toEqual([]);
    const wrong = all.map((one) => one.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')));
    expect(accept(wrong).findings.filter(({ accepted }) => accepted !== undefined)).toEqual([]);
  });

  test.each(found)('$name: the names do not depend on the order of the plan', ({ name }) => {
    const plan = JSON.parse(recorded(name)) as { resource_changes?: object[] };
    const reversed = JSON.stringify({ ...plan, resource_changes: [...(plan.resource_changes ?? [])].reverse() });
    const names = (text: string) => namesOf(reviewText(text)).map((one) => one.replace(/sensitive \d+/g, 'sensitive'));
    expect(names(reversed).sort()).toEqual(names(recorded(name)).sort());
  });
});

describe('of what is made or destroyed, all that it is set to is accepted', () => {
  const namesIn = (type: string, before: object | null, after: object | null) => {
    const change = {
      actions: [before === null ? 'create' : 'delete'],
      before,
      after,
      before_sensitive: nothingMarked(before),
      after_sensitive: nothingMarked(after),
    };
    const text = JSON.stringify({
      format_version: '1.2',
      resource_changes: [{ address: `${type}.x`, mode: 'managed', type, name: 'x', change }],
    });
    const names = reviewText(text).findings.map(({ name }) => name);
    expect(names).not.toEqual([]);
    return names;
  };

  test.each([
    ['aws_db_instance', { skip_final_snapshot: false }, { skip_final_snapshot: true }],
    ['aws_db_instance', { delete_automated_backups: false }, { delete_automated_backups: true }],
    ['aws_kms_key', { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
    ['aws_secretsmanager_secret', { recovery_window_in_days: 30 }, { recovery_window_in_days: 0 }],
    ['aws_network_acl', { ingress: [{ cidr_block: '1.2.3.0/24' }] }, { ingress: [{ cidr_block: '0.0.0.0/0' }] }],
  ])('destroyed, %s', (type, one, other) => {
    expect(namesIn(type, one, null)).not.toEqual(namesIn(type, other, null));
  });

  test('but for what changes by itself', () => {
    const set = { name: 'a', tags: { a: '1' }, arn: 'a', latest_restorable_time: '1', status: 'available' };
    const other = { name: 'a', tags: null, arn: 'b', latest_restorable_time: '2', status: 'stopped' };
    expect(namesIn('aws_db_instance', set, null)).toEqual(namesIn('aws_db_instance', other, null));
  });

  test('and nothing that only stands in another order, or with other white space', () => {
    const trust = (Action: string[], AWS: string[], space?: number) => ({
      assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Principal: { AWS } }] }, null, space),
    });
    const turned = (AWS: string[]) => ({
      assume_role_policy: JSON.stringify({
        Statement: [{ Principal: { AWS }, Action: ['sts:TagSession', 'sts:AssumeRole'], Effect: 'Allow' }],
      }),
    });
    const [one, other] = ['arn:aws:iam::111111111111:root', '*'] as const;
    const names = namesIn('aws_iam_role', null, trust(['sts:AssumeRole', 'sts:TagSession'], [one, other]));
    expect(namesIn('aws_iam_role', null, trust(['sts:TagSession', 'sts:AssumeRole'], [other, one], 2))).toEqual(names);
    expect(namesIn('aws_iam_role', null, turned([other, one]))).toEqual(names);
    expect(namesIn('aws_iam_role', null, turned([other]))).not.toEqual(names);
    const open = (...cidr_blocks: string[]) => ({
      ingress: [{ cidr_blocks, from_port: 22, to_port: 22, protocol: 'tcp' }],
    });
    expect(namesIn('aws_security_group', null, open('0.0.0.0/0', '10.0.0.0/8'))).toEqual(
      namesIn('aws_security_group', null, open('10.0.0.0/8', '0.0.0.0/0')),
    );
  });
});
