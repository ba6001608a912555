import { failureLines } from '../../programs/end';
import * as render from '../../cli/render';
import type { DeployEvent } from '../../deployment/events';
import { renderText } from '../../packages/plan-review/src/render/text';
import { functions, idOf, report } from '../deployment/report/report';
import { everything, reviewOf } from '../review/render/reviews';

const step = { name: 'plan', status: 'passed', durationMs: 1234, detail: '1 to add' } as const;
const progress = { address: 'aws_lambda_alias.room', type: 'aws_lambda_alias', action: 'update', seconds: 3 };
test.each<[string, DeployEvent, string[]]>([
  ['a step begins', { type: 'step-begun', name: 'plan' }, ['plan …']],
  ['a step ends', { type: 'step-ended', step }, ['plan: 1 to add (1.2 s)', '']],
  [
    'a step fails for two reasons',
    { type: 'step-ended', step: { ...step, status: 'failed', detail: 'No.\nNot at all.' } },
    ['plan: FAILED: No. (1.2 s)', '  Not at all.', ''],
  ],
  ['a resource is begun', { type: 'apply', progress: { ...progress, status: 'begun' } }, []],
  [
    'a resource is done',
    { type: 'apply', progress: { ...progress, status: 'done' } },
    ['  update aws_lambda_alias.room (3 s)'],
  ],
  [
    'a resource fails',
    { type: 'apply', progress: { ...progress, status: 'failed' } },
    ['  FAILED update aws_lambda_alias.room (3 s)'],
  ],
  [
    'functions move',
    { type: 'moved', moves: [{ name: 'room', functionName: 'trinity-room-dev', from: '3', to: '2' }] },
    ['  room from version 3 to 2'],
  ],
  ['none moves', { type: 'moved', moves: [] }, []],
  ['a warning', { type: 'warning', message: 'No history.' }, ['WARNING: No history.']],
  [
    'a check passes',
    { type: 'check', result: { name: 'a', milliseconds: 100, outcome: { status: 'passed', detail: 'good' } } },
    ['  ok      a: good (0.1 s)'],
  ],
  [
    'a check fails',
    {
      type: 'check',
      result: {
        name: 'a',
        milliseconds: 0,
        outcome: { status: 'failed', reason: 'It is 1.\nMore.', next: 'Make it 2.' },
      },
    },
    ['  FAILED  a: It is 1. (0.0 s)', '            More.', '            next: Make it 2.'],
  ],
  [
    'a check is not run',
    { type: 'check', result: { name: 'a', milliseconds: 0, outcome: { status: 'skipped', reason: 'no permission' } } },
    ['  NOT RUN a: no permission (0.0 s)'],
  ],
  [
    'something is lost',
    { type: 'losses', losses: ['trinity-rooms-dev: 7 items', 'trinity-films-dev: 1 item'] },
    ['What is lost:', '  trinity-rooms-dev: 7 items', '  trinity-films-dev: 1 item', ''],
  ],
  ['nothing is lost', { type: 'losses', losses: [] }, []],
  ['a plan without anything', { type: 'plan', review: reviewOf({ verdict: 'clean' }) }, []],
])('%s', (_, event, lines) => {
  expect(render.renderEvent(event)).toEqual(lines);
});

test("a plan, by the review's own words, and as wide as the terminal", () => {
  const event: DeployEvent = { type: 'plan', review: everything };
  expect(render.renderEvent(event)).toEqual([...renderText([everything]), '']);
  const terminal = { width: 60, color: true };
  expect(render.renderEvent(event, terminal)).toEqual([...renderText([everything], terminal), '']);
});

test('a report, with as many next steps as it has', () => {
  const failed = report({
    status: 'ROLLED_BACK',
    reason: 'Too slow.\nThe functions serve what they served before.',
    functions: functions({ cache: '4', room: '2' }),
    nextSteps: Array.from({ length: 12 }, (_, index) => `Step ${index}.`),
  });
  expect(render.renderReport(failed)).toEqual([
    'staging: ROLLED_BACK after 60.0 s',
    '  Too slow.',
    '  The functions serve what they served before.',
    '  serving cache=4,room=2',
    ...Array.from({ length: 12 }, (_, index) => `  next: Step ${index}.`),
    '  report: deployment-staging.json and deployment-staging.md',
  ]);
  expect(render.renderReport(report({ functions: [], nextSteps: [] }))).toEqual([
    'staging: SUCCESS after 60.0 s',
    '  report: deployment-staging.json and deployment-staging.md',
  ]);
});

test('a failure, each next step on its own line', () => {
  expect(failureLines('No.', 'This.\nThat.')).toEqual(['No.', 'next: This.', 'next: That.']);
});

test('copies, each with its owner, its age and the command that takes it down', () => {
  const made = '2026-11-20T09:00:00.000Z';
  const copy = (environment: string, owner: string | null) => ({
    ...{ environment, owner, made },
    destroy: `bin/trinity destroy ${environment}`,
  });
  const lines = (hours: number) =>
    render.renderCopies('dev', [copy('dev-ana', 'ana'), copy('dev-ben', null)], Date.parse(made) + hours * 3_600_000);
  expect(lines(49)).toEqual([
    'Copies of dev, the oldest first:',
    `  dev-ana  of ana, made ${made}, 2 days old; bin/trinity destroy dev-ana takes it down`,
    `  dev-ben  nobody's, made ${made}, 2 days old; bin/trinity destroy dev-ben takes it down`,
  ]);
  expect(lines(-1)[1]).toContain(' 0 days old'); // a clock that is behind
  expect(render.renderCopies('dev', [], 0)).toEqual(['Nobody has a copy of dev.']);
});

test('what there is to go back to', () => {
  const lines = render.renderAvailable({
    live: { cache: '10' },
    deployments: [report({ id: idOf(2), functions: functions({ cache: '10' }) }), report({ commit: null })],
    kept: { cache: ['10', '9'].map((version) => ({ version, published: 'then', codeSha256: '0123456789abcdef' })) },
  });
  expect(lines).toContain(`  ${idOf(2)}  deploy    SUCCESS      aaaaaaaaaaaa  cache=10`);
  expect(lines).toContain(`  ${idOf(1)}  deploy    SUCCESS      no commit  cache=1`);
  expect(lines.slice(-3)).toEqual(['  cache', '      10  then  0123456789ab  serving', '       9  then  0123456789ab']);
  expect(render.renderAvailable({ live: {}, deployments: [], kept: {} })).toEqual([
    'Deployments, the newest first (--to takes the id, or the beginning of the commit):',
    '  none is recorded',
    '',
    'Versions that Lambda keeps (--to takes, for example, cache=4,room=2):',
    '  nothing is deployed',
  ]);
});

describe('status', () => {
  const { kind, startedAt, commit, by } = report();
  const [cache] = functions({ cache: '4' });
  const last = { id: idOf(1), kind, status: 'FAILED', startedAt, commit, by, reason: 'No.\nNot at all.' } as const;
  const base = {
    environment: 'staging',
    system: 'room-cache',
    account: '123456789012',
    region: 'eu-west-1',
    warnings: [],
  } as const;

  test('of an environment that serves, and has drifted', () => {
    const since = { id: idOf(1), kind, startedAt, commit: { sha: 'a'.repeat(40), dirty: true }, by };
    const pending = [{ action: 'change', address: 'aws_sqs_queue.b' }] as const;
    const terraform = { drift: ['aws_sqs_queue.a'], pending };
    const warnings = ['It ends.'];
    expect(render.renderStatus({ ...base, functions: [{ ...cache!, since }], last, warnings, terraform })).toEqual([
      'staging (account 123456789012, eu-west-1)',
      '',
      `  trinity-cache-staging  version 4  since ${startedAt}, commit aaaaaaaaaaaa and changes, deploy ${idOf(1)} by ${by}`,
      '',
      `  Last: deploy ${idOf(1)}, FAILED: No. Not at all.`,
      '  WARNING: It ends.',
      '  Drift: 1 resources were changed outside Terraform:',
      '    aws_sqs_queue.a',
      '  This checkout: a deploy would change 1 resources:',
      '    change aws_sqs_queue.b',
    ]);
  });

  test('of one where nothing is', () => {
    expect(render.renderStatus({ ...base, functions: [], last: null })).toEqual([
      'staging (account 123456789012, eu-west-1)',
      '',
      '  Nothing is deployed.',
      '',
      '  No deploy is recorded.',
      '  Drift: not looked for (--no-drift).',
    ]);
  });

  test('of one whose deploy is not recorded', () => {
    const lines = render.renderStatus({
      ...base,
      functions: [{ ...cache!, since: null }],
      last: null,
      terraform: { drift: [], pending: [] },
    });
    expect(lines).toContain('  trinity-cache-staging  version 4  no record of its deploy');
    expect(lines.slice(-2)).toEqual(['  Drift: none', '  This checkout: deployed']);
  });
});

test('roles that were made, with what is to be set in GitHub', () => {
  const provider = { arn: 'arn:PROVIDER', change: 'made' } as const;
  const deploy = {
    kind: 'deploy',
    name: 'd',
    arn: 'arn:D',
    jobs: ['prod'],
    changes: ['was made; it trusts x'],
    besides: [],
  } as const;
  const plan = {
    kind: 'plan',
    name: 'p',
    arn: 'arn:P',
    jobs: ['prod-plan', 'prod-review'],
    changes: [],
    besides: ['the policy theirs'],
  } as const;
  expect(render.renderRoles({ provider, roles: [deploy, plan] })).toEqual([
    'arn:PROVIDER was made',
    'arn:D',
    '  was made; it trusts x',
    'arn:P is as it is to be',
    '  stays as others have it: the policy theirs',
    'next: gh variable set AWS_DEPLOY_ROLE --env prod --body arn:D',
    'next: gh variable set AWS_PLAN_ROLE --env prod-plan --body arn:P',
    'next: gh variable set AWS_PLAN_ROLE --env prod-review --body arn:P',
  ]);
});

test.each([
  ['none', 'arn:PROVIDER exists'],
  ['its audience was added', 'arn:PROVIDER exists; its audience was added'],
] as const)('a provider that exists: %s', (change, line) => {
  expect(render.renderRoles({ provider: { arn: 'arn:PROVIDER', change }, roles: [] })).toEqual([line]);
});
