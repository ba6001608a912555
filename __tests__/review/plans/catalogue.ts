interface Facts {
  /** An apply would do something. False is not yet clean: a check may fail, or the plan be incomplete. */
  readonly isChange: boolean;
  /** Planted strings that stand in the plan in clear, and that nothing may show. */
  readonly secrets: readonly string[];
}

const plan = <const Name extends string>(name: Name, shows: string, facts: Partial<Facts> = {}) => ({
  name,
  shows,
  isChange: facts.isChange ?? true,
  secrets: facts.secrets?.map((secret) => `planted-secret-${secret}`) ?? [],
});
const NO_CHANGE = { isChange: false };

/** Recorded from Terraform 1.11.4 and, where there is AWS in them, its provider 5.100.0 with an emulated AWS. */
const RECORDED = [
  plan('nothing-at-all', 'an empty configuration and no state', NO_CHANGE),
  plan('no-change', 'two resources and an output that stay', NO_CHANGE),
  plan('create', 'two resources and an output made'),
  plan('update', 'numbers and lists in one resource changed'),
  plan('destroy', 'all destroyed (`-destroy`)'),
  plan('one-output', 'an output added, nothing else'),
  plan('outputs', 'outputs added, changed, removed, sensitive, and no longer sensitive', {
    secrets: ['output-before', 'output-after', 'output-shown'],
  }),
  plan('create-before-destroy', 'a replacement that makes the new one first'),
  plan('deposed', 'what a failed create_before_destroy left is destroyed'),
  plan('deposed-and-tainted', 'the same, and the new one is replaced again'),
  plan('errored', 'a precondition fails: written in part, with two resources to make'),
  plan('errored-unchanged', 'a precondition fails, and nothing else would change', NO_CHANGE),

  plan('moved', 'a `moved` block, nothing else'),
  plan('moved-and-updated', 'a `moved` block and a change'),
  plan('moved-and-replaced', 'a `moved` block and a replacement'),
  plan('moved-into-module', 'a `moved` block into `module.inner["a"]`'),
  plan('forget', 'a `removed` block with `destroy = false`'),
  plan('import', 'an `import` block, nothing else'),
  plan('import-and-update', 'an `import` block and a change'),
  plan('import-and-replace', 'an `import` block and a replacement'),

  plan('replace-tainted', 'replace_because_tainted'),
  plan('replace-cannot-update', 'replace_because_cannot_update, forced by triggers_replace'),
  plan('replace-by-request', 'replace_by_request (`-replace`)'),
  plan('replace-by-triggers', 'replace_by_triggers (`replace_triggered_by`)'),
  plan('delete-no-resource-config', 'delete_because_no_resource_config'),
  plan('delete-wrong-repetition', 'delete_because_wrong_repetition: `count` became `for_each`'),
  plan('delete-count-index', 'delete_because_count_index: 3 became 1'),
  plan('delete-each-key', 'delete_because_each_key: a key is gone'),
  plan('delete-no-module', 'delete_because_no_module: a key of a module is gone'),
  plan('delete-no-move-target', 'delete_because_no_move_target'),
  plan('read-config-unknown', 'read_because_config_unknown'),
  plan('read-dependency-pending', 'read_because_dependency_pending'),
  plan('read-check-nested', 'read_because_check_nested'),

  plan('check-passes', 'a check that passes', NO_CHANGE),
  plan('check-fails', 'a check that fails', NO_CHANGE),
  plan('check-fails-secretly', 'a check whose message holds what an output marks', { secrets: ['in-check'] }),
  plan('check-unknown', 'a check that has to wait for the apply'),
  plan('check-errors', 'a check that cannot be evaluated: written in part', NO_CHANGE),
  plan('conditions-unknown', 'preconditions and a postcondition that have to wait for the apply'),

  plan('sensitive-create', 'a variable in nested values, in a string, a document, a trigger, a key', {
    secrets: ['nested'],
  }),
  plan('sensitive-update', 'the same with another value', { secrets: ['nested-before', 'nested-after'] }),
  plan('sensitive-destroy', 'the same, destroyed', { secrets: ['nested'] }),
  plan('sensitive-whole', 'whole objects, through a module, and as an output', {
    secrets: ['whole-before-user', 'whole-before-token', 'whole-after-user', 'whole-after-token'],
  }),
  plan('sensitive-attribute', 'a SecureString, marked by the provider alone', {
    secrets: ['parameter-before', 'parameter-after'],
  }),
  plan('sensitive-repeated', 'a SecureString, and the same string unmarked elsewhere', {
    secrets: ['repeated-before', 'repeated-after'],
  }),
  plan('write-only-create', 'an ephemeral variable in write-only arguments: the plan does not hold it'),
  plan('write-only-update', 'the same with another value and version'),

  plan('drift', 'a log group whose retention was changed outside, to be set back'),
  plan('drift-ignored', 'the same under `ignore_changes`: nothing to set back', NO_CHANGE),
  plan('drift-deleted', 'a log group deleted outside, to be made again'),
  plan('drift-sensitive', 'a SecureString changed outside, to be set back', {
    secrets: ['drift-before', 'drift-by-hand', 'drift-one', 'drift-two'],
  }),
  plan('refresh-only', '`-refresh-only` with a changed log group'),
  plan('refresh-only-deleted', '`-refresh-only` with a deleted log group'),
  plan(
    'refresh-only-unnamed',
    '`-refresh-only` with a log group that is as it was: Terraform calls it applyable, and names nothing',
  ),
  plan('refresh-only-unchanged', '`-refresh-only` with a resource that is as it was', NO_CHANGE),

  plan('module-keys', 'modules and resources by keys with quotes, dots, spaces and other scripts'),
  plan('injection-create', 'keys, values, an output and a check with HTML, Markdown, mentions, escapes, newlines'),
  plan('injection-update', 'the same, changed and replaced'),
  plan('injection-tags', 'the same in tags and in a key of a table'),

  plan('import-tables', 'tables made by hand are imported, by declarations that leave out or change what they have'),
  plan(
    'table-updates',
    'changes of tables, each of another kind, of which AWS refuses some in the middle of the apply',
  ),

  plan('dangerous-create', 'a shop on AWS, made', { secrets: ['ledger'] }),
  plan('dangerous', 'the shop loses nearly all that protects it: one change for every kind of loss', {
    secrets: ['ledger'],
  }),

  plan('project-create', "this project's staging, made"),
  plan('project-no-change', 'staging after its apply', NO_CHANGE),
  plan('project-code-change', 'the code of one function of staging changed'),
  plan('project-dangerous', 'a table of staging replaced, protection and alarms taken off, one moved, one imported'),
];

/** By hand, because no Terraform at hand makes them: in the form in which jsonplan writes them. */
const WRITTEN = [
  plan('deferred', 'changes put off to a later plan (an experiment of alpha versions)'),
  plan('create-forget', 'a replacement that leaves the old one, unmanaged: create, forget'),
  plan('opentofu-forget-create', 'the same by OpenTofu: forget, create; it does not say applyable or complete'),
];

/** Every plan that `recorded` gives, for tests to go through. */
export const PLANS = [...RECORDED, ...WRITTEN];
