import { renderMarkdown } from '../../../../packages/plan-review/src/render/markdown';
import type { AttributeChange, Review, ReviewedChange } from '../../../../packages/plan-review/src/schema';
import { parseMarkdown } from '../parse';
import { changeOf, everything, findingOf, reviewOf } from '../reviews';

const values = (letter: string) => [{ path: 'data', kind: 'added' as const, after: letter.repeat(600) }];
const changes = (action: 'add' | 'change' | 'destroy', count: number) =>
  Array.from({ length: count }, (_, index) => changeOf(action, `aws_x.${action}${index}`, values(action[0]!)));
const large = (more: object = {}) =>
  reviewOf({
    layers: [
      { name: 'data', changes: [...changes('destroy', 1), ...changes('change', 2), ...changes('add', 3)] },
      { name: 'other', changes: changes('add', 2) },
    ],
    outputs: [{ name: 'endpoint', action: 'add', attributes: [] }],
    ...more,
  });
const cutLine = (limit: number, more: object = {}) => {
  const parts = renderMarkdown(large(more), { limit, artifact: 'review.html' });
  expect(parts).toHaveLength(1);
  expect(parts[0]!.length).toBeLessThanOrEqual(limit);
  return /^> .*$/m.exec(parts[0]!)?.[0];
};

test('what has no room is cut from the least important end, and said in numbers', () => {
  const said = (cut: string) => `> Cut here for size: ${cut}. The whole is in \`review.html\`.`;
  expect(cutLine(6000)).toBeUndefined();
  expect(cutLine(5500)).toBe(said('the values of 1 added resource'));
  expect(cutLine(3000)).toBe(said('the values of 5 added resources'));
  expect(cutLine(2400)).toBe(said('the values of 5 added resources, the values of 1 changed resource'));
});

test('entries go when their values are not enough, what is destroyed last', () => {
  const findings = Array.from({ length: 9 }, (_, index) => findingOf({ name: `stateful-loss/aws_x.y${index}` }));
  const said = (cut: string) => `> Cut here for size: ${cut}. The whole is in \`review.html\`.`;
  expect(cutLine(2700, { findings })).toBe(
    said('the values of 3 added resources, the values of 2 changed resources, 2 added resources'),
  );
  expect(cutLine(2500, { findings })).toBe(said('5 added resources, 2 changed resources'));
  expect(cutLine(2000, { findings })).toBe(
    said('5 added resources, 2 changed resources, 1 output, the values of 1 destroyed resource'),
  );
});

test('within a kind, the last goes first', () => {
  const [text] = renderMarkdown(large(), { limit: 4600 });
  expect(parseMarkdown(text!).elements.filter(({ tag }) => tag === 'pre')).toHaveLength(6);
  expect(text).toMatch(/aws_x\.add2`\n\n```diff\n\+ data = "a{600}"\n```/);
  expect(text).toMatch(/aws_x\.add0`\n- \*\*add\*\* `aws_x\.add1`\n\n<\/details>/);
});

test('the whole is in the HTML page where nothing else is said', () => {
  expect(renderMarkdown(large(), { limit: 3000 })[0]).toContain('. The whole is in the HTML page of this review.');
});

const attributes: AttributeChange[] = [{ path: 'data', kind: 'added', after: 'x'.repeat(2000) }];
const layerOf = (action: ReviewedChange['action']) => ({
  layers: [{ name: 'data', changes: [changeOf(action, 'aws_x.y', attributes)] }],
});
const checkOf = (status: 'pass' | 'fail') => ({
  checks: [{ address: 'check.y', status, problems: ['word '.repeat(400)] }],
});
test.each<[string, Partial<Review>]>([
  ['1 added resource', layerOf('add')],
  ['1 changed resource', layerOf('change')],
  ['1 replaced resource', layerOf('replace')],
  ['1 destroyed resource', layerOf('destroy')],
  ['1 output', { outputs: [{ name: 'y', action: 'add', attributes }] }],
  ['1 change outside Terraform', { drift: [{ address: 'aws_x.y', action: 'changed', setBack: true, attributes }] }],
  ['1 check that passes', checkOf('pass')],
  ['1 check that does not pass', checkOf('fail')],
])('values go before what they are of: %s', (what, more) => {
  const [text] = renderMarkdown(reviewOf(more), { limit: 2000 });
  expect(text).toContain(`> Cut here for size: the values of ${what}. The whole`);
  expect(text).toContain('</details>');
});

test('there is no entry that could not be cut', () => {
  const texts = Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(40)}`);
  const findings = [findingOf({ because: texts })];
  const [text] = renderMarkdown({ ...everything, findings }, { limit: 2500 });
  expect(text).toContain(
    '> Cut here for size: 1 added resource, 1 changed resource, 1 output, 1 check that passes, 1 move, 2 imports, ' +
      '1 check that does not pass, 1 resource that is put off, 1 removal from the state, 2 changes outside Terraform, ' +
      '1 replaced resource, 1 destroyed resource. The whole',
  );
  expect(text).not.toContain('<details');
});
