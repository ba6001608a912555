import { describeReason } from '../../../packages/plan-review/src/resources/reasons';

test.each([
  ['replace_because_tainted', 'it is marked as tainted: an earlier apply failed half-way, or somebody marked it'],
  ['replace_by_request', 'somebody asked for it, with -replace'],
  ['replace_by_triggers', 'something in its replace_triggered_by changes'],
  ['delete_because_no_resource_config', 'the configuration has no such resource any more'],
  ['delete_because_no_module', 'the configuration has no such module any more'],
  ['delete_because_wrong_repetition', 'it uses count or for_each in another way than before, or no longer'],
  ['delete_because_count_index', 'its index is beyond what count is now'],
  ['delete_because_each_key', 'its key is no longer in for_each'],
  ['delete_because_no_move_target', 'a moved block leads to where nothing is configured'],
])('%s: %s', (reason, words) => expect(describeReason({ reason, replacePaths: [['a']] })).toBe(words));

test('a replacement names the attributes', () => {
  const reason = 'replace_because_cannot_update';
  const replacePaths = [['hash_key'], ['attribute', 0, 'type']];
  expect(describeReason({ reason, replacePaths })).toBe('it cannot be changed in place: hash_key, attribute[0].type');
  expect(describeReason({ reason, replacePaths: [] })).toBe('it cannot be changed in place');
});

test('a reason that is not known here is said as it is, and none is none', () => {
  expect(describeReason({ reason: 'replace_because_moon', replacePaths: [] })).toBe('replace_because_moon');
  expect(describeReason({ replacePaths: [['a']] })).toBeUndefined();
});
