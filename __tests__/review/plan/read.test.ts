import { readPlan } from '../../../packages/plan-review/src/plan/read';
import { decodePlan } from '../../../packages/plan-review/src/plan/text';

const change = (actions: string[], more: object = {}) => ({
  actions,
  before_sensitive: {},
  after_sensitive: {},
  ...more,
});
const resource = (more: object) => ({
  address: 'aws_sqs_queue.jobs',
  mode: 'managed',
  type: 'aws_sqs_queue',
  name: 'jobs',
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: change(['no-op']),
  ...more,
});
const plan = (more: object): string => JSON.stringify({ format_version: '1.2', planned_values: {}, ...more });
const read = (more: object) => readPlan(plan(more)).plan;

describe('what is no plan is refused, and said', () => {
  const unreadable = (message: string | RegExp) =>
    expect.objectContaining({
      name: 'UnreadablePlanError',
      message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
    }) as Error;

  test.each<[string, string, string]>([
    ['nothing', ' \n', 'There is nothing in it.'],
    ['a list', '[]', 'It has no format_version: it is no plan.'],
    ['a word', '"plan"', 'It has no format_version: it is no plan.'],
    [
      'another major version',
      '{"format_version":"2.0"}',
      'Its format_version is "2.0"; format 1 is what can be judged here.',
    ],
    [
      'a version before 1',
      '{"format_version":"0.2"}',
      'Its format_version is "0.2", as Terraform 1.0 writes it; format 1 is what can be judged here.',
    ],
    [
      'a version that is none',
      '{"format_version":"1.x"}',
      'Its format_version is "1.x"; format 1 is what can be judged here.',
    ],
    [
      'an errored plan',
      plan({ errored: true }),
      'Terraform could not finish this plan (errored): what it says is not all that would happen.',
    ],
    ['a state', plan({ values: {} }), 'It is no plan: it has values, as a state or other output of Terraform has.'],
    [
      'no state at all',
      '{"format_version":"1.0"}',
      'It is no plan: it says nothing of resources, outputs or a configuration.',
    ],
    [
      'schemas',
      '{"format_version":"1.0","provider_schemas":{}}',
      'It is no plan: it has provider_schemas, as a state or other output of Terraform has.',
    ],
    ['what goes too deep', '['.repeat(201) + ']'.repeat(201), 'It is nested more than 200 levels deep: no plan is.'],
    [
      'an output that cannot be read',
      plan({}).replace('"planned_values":{}', '"output_changes":{"__proto__":{}}'),
      'It has the name __proto__ in output_changes, which cannot be read.',
    ],
    [
      'two changes of one object',
      plan({ resource_changes: [resource({}), resource({})] }),
      'It has two changes of one and the same object.',
    ],
    [
      'a managed resource that is read',
      plan({ resource_changes: [resource({ change: change(['read']) })] }),
      'The plan wants to read aws_sqs_queue.jobs, which is a managed resource.',
    ],
    [
      'an action that every object has',
      plan({ resource_changes: [resource({ change: change(['constructor']) })] }),
      'The plan has an action that is not known here: "constructor" of aws_sqs_queue.jobs.',
    ],
    [
      'two actions in one word',
      plan({ resource_changes: [resource({ change: change(['delete,create']) })] }),
      'The plan has an action that is not known here: "delete,create" of aws_sqs_queue.jobs.',
    ],
    [
      'a secret for a name',
      plan({ output_changes: { hunter2: 1 } }),
      'output_changes.*: Invalid input: expected object, received number: it is no plan of format 1.',
    ],
    [
      'a change without actions',
      plan({ resource_changes: [resource({ change: {} })] }),
      'resource_changes.0.change.actions: Invalid input: expected array, received undefined: it is no plan of format 1.',
    ],
    [
      'a mode of tomorrow',
      plan({ resource_changes: [resource({ mode: 'list' })] }),
      'resource_changes.0.mode: Invalid option: expected one of "managed"|"data"|"ephemeral": it is no plan of format 1.',
    ],
    [
      'an action of tomorrow',
      plan({ resource_changes: [resource({ change: change(['rename']) })] }),
      'The plan has an action that is not known here: "rename" of aws_sqs_queue.jobs.',
    ],
    [
      'known actions in an unknown order',
      plan({ resource_changes: [resource({ change: change(['create', 'delete', 'create']) })] }),
      'The plan has an action that is not known here: "create", then "delete", then "create" of aws_sqs_queue.jobs.',
    ],
    [
      'an unknown action of an output',
      plan({ output_changes: { url: change(['rename']) } }),
      'The plan has an action that is not known here: "rename" of output.url.',
    ],
    [
      'a data source that is destroyed',
      plan({ resource_changes: [resource({ mode: 'data', change: change(['delete']) })] }),
      'The plan wants to delete aws_sqs_queue.jobs, which is no managed resource.',
    ],
  ])('%s', (_, text, message) => {
    expect(() => readPlan(text)).toThrow(unreadable(message));
  });

  test.each([1, 20, 60])('a plan cut off after %p characters', (length) => {
    const whole = plan({ resource_changes: [resource({})] });
    expect(() => readPlan(whole.slice(0, length))).toThrow(/^It is no JSON, or cut off/);
  });

  test('and no secret with it', () => {
    const marked = resource({ change: change(['create'], { after: { a: 'planted' }, after_sensitive: { a: true } }) });
    const strange = resource({ address: 'aws_sqs_queue.jobs["planted"]', change: change(['rename']) });
    expect(() => readPlan(plan({ resource_changes: [marked, strange] }))).toThrow(
      'The plan has an action that is not known here: "rename" of aws_sqs_queue.jobs["(sensitive 1)"].',
    );
    const invented = resource({ address: 'aws_sqs_queue.other', change: change(['planted explode']) });
    expect(() => readPlan(plan({ resource_changes: [marked, invented] }))).toThrow(
      'The plan has an action that is not known here: "(sensitive 1) explode" of aws_sqs_queue.other.',
    );
    expect(() => readPlan('{"a":"x" planted}')).toThrow(unreadable('It is no JSON, or cut off at position 9.'));
    expect(() => readPlan('{"a":planted')).toThrow(unreadable(/^It is no JSON, or cut off[^p]*(position \d+)?\.$/));
  });

  test('and what to do next is said', () => {
    const next = expect.stringContaining('terraform show -json') as string;
    expect(() => readPlan('{}')).toThrow(expect.objectContaining({ next }) as Error);
  });
});

describe('what people give instead of a plan is named, with what to do', () => {
  const whole = plan({ resource_changes: [resource({})] });

  test.each<[string, string, string, string]>([
    ['nothing', '', 'There is nothing in it.', 'standard error'],
    [
      'the wrapper of setup-terraform',
      `[command]/home/runner/terraform-bin show -json plan\n${whole}\n::debug::stdout\n`,
      'It has lines of the wrapper that the action setup-terraform puts around Terraform.',
      'terraform_wrapper: false',
    ],
    [
      'what the wrapper writes behind it',
      `${whole}\n::debug::exitcode: 0\n`,
      'It has lines of the wrapper that the action setup-terraform puts around Terraform.',
      'terraform_wrapper: false',
    ],
    [
      'plans of several units',
      `${whole}\n${whole}\n`,
      'It holds 2 plans, one after the other, as Terragrunt shows those of several units.',
      'one file per plan',
    ],
    ['a list of plans', `[${whole},${whole}]`, 'It is a list of 2 plans.', 'one file per plan'],
    [
      'log lines before it',
      `time=10:00 level=info msg=planted\n${whole}`,
      'Something else stands before the plan, such as log lines.',
      'standard output alone',
    ],
    [
      'messages',
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      'It is the messages of `terraform plan -json`, which do not hold the plan.',
      'terraform show -json',
    ],
    [
      'one message',
      '{"@level":"info"}',
      'It is the messages of `terraform plan -json`, which do not hold the plan.',
      'terraform show -json',
    ],
    [
      'a plan in words and colours',
      '\u001b[1mTerraform will perform the following actions:\u001b[0m\n',
      'It is a plan as people read it, not as JSON.',
      'terraform show -json',
    ],
    [
      'no changes, in words',
      '\nNo changes. Your',
      'It is a plan as people read it, not as JSON.',
      'terraform show -json',
    ],
    [
      'what Terraform says after it',
      `${whole}\nReleasing state lock. This may take a few moments...\n`,
      'Something else stands after the plan, such as what Terraform says of a lock.',
      'of this command only',
    ],
    [
      'a plan that something coloured',
      `\u001b[31m${whole}\u001b[0m`,
      'It is JSON with codes of colours in it.',
      'Nothing may colour it',
    ],
    [
      'one of a list',
      `${whole},\n`,
      'Behind the plan stands ",", as where it was cut out of something longer.',
      'terraform show -json',
    ],
    [
      'the last line of it',
      'Plan: 1 to add, 0 to change, 0 to destroy.',
      'It is a plan as people read it, not as JSON.',
      'terraform show -json',
    ],
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n',
      'It is a pointer of Git LFS, in place of the file.',
      'git lfs pull',
    ],
    [
      'a page to log in',
      '\n<!DOCTYPE html>\n<html><title>Log in</title></html>',
      'It is a page of HTML or XML, such as one to log in, or an error.',
      'log in first',
    ],
    [
      'an error of S3',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      'It is a page of HTML or XML, such as one to log in, or an error.',
      'terraform show -json',
    ],
    ...[
      '# a queue\nresource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}\n',
      'terraform {\n  required_version = "1.11.4"\n}\n',
    ].map((text): [string, string, string, string] => [
      'a configuration',
      text,
      'It is a configuration, which Terraform makes a plan of.',
      'terraform plan -out',
    ]),
    [
      'a version that is a number',
      '{"format_version":1.2,"planned_values":{}}',
      'Its format_version is the number 1.2, where Terraform writes a text, such as "1.2".',
      'Something has changed it',
    ],
    [
      'a version that is null',
      '{"format_version":null}',
      'Its format_version is no text, where Terraform writes a text, such as "1.2".',
      'Something has changed it',
    ],
    [
      'a key that is there twice',
      whole.replace('"mode":"managed"', '"mode":"managed","mode":"data"'),
      'It has one key twice: resource_changes.0.mode. Terraform never writes that.',
      'Something has changed it',
    ],
    [
      'such a key that is spelled otherwise, and where names are data',
      whole.replace(
        '"actions"',
        '"after": {"x": 1, "tags" : [{}, {"b,\\"}": "{", "planted":1, "plant\\u0065d" :2}]}, "actions"',
      ),
      'It has one key twice: resource_changes.0.change.after.*.1.*. Terraform never writes that.',
      'Something has changed it',
    ],
    [
      'an output that cannot be read',
      plan({}).replace('"planned_values":{}', '"output_changes":{"__proto__":{}}'),
      'It has the name __proto__ in output_changes, which cannot be read.',
      'Give the output another name',
    ],
    ['an error', '\u001b[31m╷\u001b[0m\n│ Error: x', 'It is an error of Terraform, not a plan.', 'Mend what it says'],
    ['a state', '{"version":4,"serial":1,"lineage":"x"}', 'It is a state, not a plan.', 'terraform show -json'],
    [
      'JSON in JSON',
      JSON.stringify(whole),
      'It is a text that holds JSON: somebody wrote it as JSON once more.',
      'to a file',
    ],
    [
      'a plan that HCP Terraform keeps',
      '{"remote_plan_format":1,"run_id":"run-x","hostname":"app.terraform.io"}',
      'It is a plan that HCP Terraform keeps, or a part of it.',
      'json-output',
    ],
    [
      'a run of HCP Terraform',
      '{"data":{"id":"run-x","type":"runs"}}',
      'It is what the API of HCP Terraform says of runs, not a plan.',
      'json-output',
    ],
    [
      'format 0.2',
      '{"format_version":"0.2","terraform_version":"1.0.11"}',
      'Its format_version is "0.2", as Terraform 1.0.11 writes it; format 1 is what can be judged here.',
      'Terraform 1.1 or newer',
    ],
    [
      'format 0.1',
      '{"format_version":"0.1"}',
      'Its format_version is "0.1", as Terraform 0.12 to 0.15 writes it; format 1 is what can be judged here.',
      'Terraform 1.1 or newer',
    ],
  ])('%s', (_, text, message, next) => {
    const advice = expect.stringContaining(next) as string;
    expect(() => readPlan(text)).toThrow(expect.objectContaining({ message, next: advice }) as Error);
  });
});

test('an import by identity says by which, without secrets; what else it says is pointed out', () => {
  const importing = { identity: { name: 'planted-secret', region: 'eu-west-1', size: 1 }, color: 'red' };
  const marked = change(['update'], { after: { a: 'planted-secret' }, after_sensitive: { a: true }, importing });
  const { resources, notUnderstood } = read({ resource_changes: [resource({ change: marked })] });
  expect(resources[0]?.importing).toEqual({ identity: { name: '(sensitive 1)', region: 'eu-west-1', size: 1 } });
  expect(notUnderstood).toEqual(['resource_changes[0].change.importing.color']);
});

test('the key that an import of a key is found by is a secret, though nothing marks it', () => {
  const id = 'abcdefgh:da2-plantedplantedplantedpl';
  const key = resource({
    address: 'aws_appsync_api_key.a',
    type: 'aws_appsync_api_key',
    change: change(['no-op'], { before: { id }, after: { id }, importing: { id } }),
  });
  const other = resource({ change: change(['update'], { after: { header: 'da2-plantedplantedplantedpl' } }) });
  const { plan, hide } = readPlan(JSON.stringify({ format_version: '1.2', resource_changes: [key, other] }));
  expect(plan.resources[0]?.importing).toEqual({ id: 'abcdefgh:(sensitive 1)' });
  expect(hide!.value(plan.resources[1]!.after)).toEqual({ header: '(sensitive 1)' });
});

describe('bytes', () => {
  /** Headers of entries alone. */
  const zip = (...names: readonly string[]): Buffer =>
    Buffer.concat(
      names.map((name) => {
        const header = Buffer.alloc(30);
        header.write('PK\u0003\u0004');
        header.writeUInt16LE(name.length, 26);
        return Buffer.concat([header, Buffer.from(name)]);
      }),
    );

  test('UTF-8, with or without a mark at its beginning', () => {
    expect(decodePlan(Buffer.from('ä'))).toBe('ä');
    expect(decodePlan(Buffer.from('\ufeff{}'))).toBe('{}');
  });

  test.each([
    ['a saved plan', zip('tfplan'), 'It is a saved plan, not what Terraform says of it.'],
    ['a saved plan, not first in it', zip('tfstate', 'tfplan'), 'It is a saved plan, not what Terraform says of it.'],
    ['another zip', zip('plan.json'), 'It is an archive of zip.'],
    ['a zip that holds a saved plan', zip('my.tfplan', 'tfplan.json'), 'It is an archive of zip.'],
    ['zeros', Buffer.alloc(4), 'It begins with zeros, as what was never written to its end.'],
    ['a zero in place of a character', Buffer.from('\0{"a":1}'), 'It is UTF-16, as PowerShell'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'It is UTF-32.'],
    ['UTF-32 with its mark the other way round', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b]), 'It is UTF-32.'],
    ['UTF-32 without a mark', Buffer.from([0x7b, 0, 0, 0, 0x7d, 0, 0, 0]), 'It is UTF-32.'],
    ['UTF-32 without a mark, the other way round', Buffer.from([0, 0, 0, 0x7b, 0, 0, 0, 0x7d]), 'It is UTF-32.'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'It is UTF-16, as PowerShell writes what it redirects with >.'],
    [
      'UTF-16 without a mark',
      Buffer.from('{}', 'utf16le'),
      'It is UTF-16, as PowerShell writes what it redirects with >.',
    ],
    ['gzip', Buffer.from([0x1f, 0x8b, 8]), 'It is compressed with gzip.'],
    ['bzip2', Buffer.from('BZh91AY'), 'It is compressed with bzip2.'],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'It is compressed with xz.'],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'It is compressed with zstd.'],
    ['tar', Buffer.from(`${'plan.json'.padEnd(257, '\0')}ustar\u000000{}`), 'It is an archive of tar.'],
    ['no text', Buffer.from([0x7b, 0xc3, 0x28]), 'It is no text in UTF-8.'],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => decodePlan(bytes)).toThrow(message);
  });
});

test.each([
  [['create'], 'create'],
  [['update'], 'update'],
  [['delete'], 'delete'],
  [['forget'], 'forget'],
  [['delete', 'create'], 'replace'],
  [['create', 'delete'], 'replace'],
  [['create', 'forget'], 'replace'],
  [['forget', 'create'], 'replace'],
])('%p is %p', (actions, action) => {
  const { resources } = read({ resource_changes: [resource({ change: change(actions) })] });
  expect(resources).toMatchObject([{ action, steps: actions }]);
});

test('data sources that are read, and ephemeral resources that are opened, are none of the resources', () => {
  const data = resource({ mode: 'data', change: change(['read']) });
  const ephemeral = resource({ address: 'ephemeral.a', mode: 'ephemeral', change: change(['open']) });
  expect(read({ resource_changes: [data, ephemeral] }).resources).toEqual([]);
});

test('what is not known here is pointed out, with its path', () => {
  const { notUnderstood } = read({
    resource_changes: [resource({ color: 'red', change: change(['no-op'], { mood: 1 }) })],
    resource_drift: [resource({ color: 'red' })],
    output_changes: { url: change(['no-op'], { size: 1 }) },
    prophecies: [],
  });
  expect(notUnderstood).toEqual([
    'prophecies',
    'resource_changes[0].color',
    'resource_changes[0].change.mood',
    'resource_drift[0].color',
    'output_changes.url.size',
  ]);
});

describe('secrets', () => {
  const secret = 'planted-secret';

  test.each<[string, object]>([
    [
      'a resource',
      {
        resource_changes: [
          resource({ change: change(['update'], { before: { a: secret }, before_sensitive: { a: true } }) }),
        ],
      },
    ],
    [
      'drift',
      {
        resource_drift: [
          resource({ change: change(['update'], { after: { a: [secret] }, after_sensitive: { a: [true] } }) }),
        ],
      },
    ],
    [
      'something put off',
      {
        deferred_changes: [
          {
            reason: 'unknown',
            resource_change: resource({ change: change(['create'], { after: { a: secret }, after_sensitive: true }) }),
          },
        ],
      },
    ],
    [
      'an output',
      {
        output_changes: { key: change(['create'], { after: secret, before_sensitive: false, after_sensitive: true }) },
      },
    ],
    [
      'the prior state',
      {
        prior_state: {
          values: {
            root_module: { child_modules: [{ resources: [{ values: { a: secret }, sensitive_values: { a: true } }] }] },
          },
        },
      },
    ],
    [
      "the prior state's outputs",
      { prior_state: { values: { outputs: { key: { sensitive: true, value: secret } } } } },
    ],
    [
      'the planned values',
      { planned_values: { root_module: { resources: [{ values: { a: secret }, sensitive_values: { a: true } }] } } },
    ],
    [
      'a variable',
      {
        variables: { key: { value: secret } },
        configuration: { root_module: { variables: { key: { sensitive: true } } } },
      },
    ],
    [
      "a variable's default",
      { configuration: { root_module: { variables: { key: { sensitive: true, default: secret } } } } },
    ],
    [
      "a default of a module's variable",
      {
        configuration: {
          root_module: {
            module_calls: { a: { module: { variables: { key: { sensitive: true, default: secret } } } } },
          },
        },
      },
    ],
    [
      'what a module is given',
      {
        configuration: {
          root_module: {
            module_calls: {
              a: {
                expressions: { key: { constant_value: secret } },
                module: { variables: { key: { sensitive: true } } },
              },
            },
          },
        },
      },
    ],
  ])('marked in %s, one is masked everywhere', (_, marked) => {
    const open = resource({
      address: 'aws_sqs_queue.open',
      change: change(['create'], { after: { url: `https://${secret}@host` }, importing: { id: `id:${secret}` } }),
    });
    const { resource_changes = [], ...rest } = marked as { resource_changes?: object[] };
    const { plan, hide } = readPlan(
      JSON.stringify({ format_version: '1.2', ...rest, resource_changes: [...resource_changes, open] }),
    );
    const found = plan.resources.find(({ address }) => address === 'aws_sqs_queue.open');
    expect(hide!.value(found!.after)).toEqual({ url: 'https://(sensitive 1)@host' });
    expect(found?.importing).toEqual({ id: 'id:(sensitive 1)' });
    expect(hide!.text(`see ${secret}`)).toBe('see (sensitive 1)');
    const others = { ...plan, resources: plan.resources.filter((one) => one !== found) };
    expect(JSON.stringify(others)).not.toContain(secret);
  });

  test('where there are none, there is nothing to hide', () => {
    expect(readPlan(plan({ resource_changes: [resource({})] })).hide).toBeUndefined();
  });

  test('an output that is not secret is shown, whatever its shape', () => {
    const { outputs } = read({
      output_changes: {
        urls: change(['create'], { after: { a: ['x'] }, before_sensitive: false, after_sensitive: false }),
      },
    });
    expect(outputs).toMatchObject([{ name: 'urls', after: { a: ['x'] } }]);
  });

  test('a resource without a mask is masked as a whole', () => {
    const { resources } = read({
      resource_changes: [resource({ change: { actions: ['create'], after: { a: 'x' } } })],
    });
    expect(resources).toMatchObject([{ after: { '(all)': '(sensitive 2)' } }]);
  });
});

describe('what the plan is about', () => {
  const provider = (expressions: object) => ({ configuration: { provider_config: { aws: { expressions } } } });

  test('account and region, as the provider says', () => {
    const said = provider({
      region: { constant_value: 'eu-west-1' },
      allowed_account_ids: { constant_value: ['111111111111'] },
    });
    expect(read(said)).toMatchObject({ accounts: ['111111111111'], regions: ['eu-west-1'] });
  });

  test('or else as the ARNs say', () => {
    const after = { arn: 'arn:aws:sqs:us-gov-west-1:222222222222:jobs' };
    expect(read({ resource_changes: [resource({ change: change(['update'], { after }) })] })).toMatchObject({
      accounts: ['222222222222'],
      regions: ['us-gov-west-1'],
    });
  });

  test('an account is what stands in the place of one, in ARNs of what the project manages', () => {
    const named = { arn: 'arn:aws:sqs:eu-west-1:111111111111:999999999999' };
    const others = { arn: 'arn:aws:sqs:eu-north-1:222222222222:theirs' };
    const resource_changes = [
      resource({ change: change(['no-op'], { before: named, after: named }) }),
      resource({
        ...{ address: 'data.aws_sqs_queue.theirs', mode: 'data' },
        change: change(['read'], { before: null, after: others }),
      }),
      resource({ address: 'aws_s3_bucket.a', change: change(['create'], { after: { arn: 'arn:aws:s3:::films' } }) }),
    ];
    expect(read({ resource_changes })).toMatchObject({ accounts: ['111111111111'], regions: ['eu-west-1'] });
  });

  test('or what AWS has told Terraform of the account', () => {
    const data = (type: string, account_id: string) => ({ mode: 'data', type, values: { account_id } });
    const inner = { resources: [data('aws_caller_identity', '222222222222')] };
    const root_module = {
      resources: [data('aws_caller_identity', '111111111111'), data('aws_vpc_peering_connection', '333333333333')],
      child_modules: [{ child_modules: [inner] }],
    };
    expect(read({ prior_state: { values: { root_module } } }).accounts).toEqual(['111111111111', '222222222222']);
    expect(
      read({ ...provider({ allowed_account_ids: { constant_value: ['444444444444'] } }), prior_state: {} }).accounts,
    ).toEqual(['444444444444']);
  });

  test('which arguments a resource is given, and its blocks, in modules too, whatever its key', () => {
    const expressions = { name: {}, rule: [{ port: {} }, { to: [{}] }] };
    const inner = { resources: [{ address: 'aws_sqs_queue.jobs', expressions }] };
    const configuration = {
      root_module: { module_calls: { a: { module: { module_calls: { b: { module: inner } } } } } },
    };
    const { resources } = read({
      configuration,
      resource_changes: [resource({ module_address: 'module.a["x.module.b[0]"].module.b[0]' })],
    });
    expect(resources[0]?.configured).toEqual(
      new Set(['name', 'rule', 'rule[]', 'rule[].port', 'rule[].to', 'rule[].to[]']),
    );
  });
});

test('checks: one of each instance, or of the whole', () => {
  const checks = [
    { address: { to_display: 'check.a' }, status: 'unknown' },
    {
      address: { to_display: 'aws_sqs_queue.b' },
      status: 'fail',
      instances: [
        { address: { to_display: 'aws_sqs_queue.b[0]' }, status: 'pass' },
        { address: { to_display: 'aws_sqs_queue.b[1]' }, status: 'fail', problems: [{ message: 'Too small.' }] },
      ],
    },
  ];
  expect(read({ checks }).checks).toEqual([
    { address: 'check.a', status: 'unknown', problems: [] },
    { address: 'aws_sqs_queue.b[0]', status: 'pass', problems: [] },
    { address: 'aws_sqs_queue.b[1]', status: 'fail', problems: ['Too small.'] },
  ]);
});
