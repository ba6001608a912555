import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, readPlan, reviewPlan, type Review } from '../../packages/plan-review/src/review';
import { PLAN_RULES } from '../../packages/plan-review/src/plan-rules';
import { renderMarkdown } from '../../packages/plan-review/src/render/markdown';
import { renderText } from '../../packages/plan-review/src/render/text';
import { RULES } from '../../packages/plan-review/src/rules';
import { recorded, type PlanName } from '../review/plans';

const read = (file: string) => readFileSync(join(__dirname, '../../docs', file), 'utf8');
const guide = read('plan-review.md');

function review(name: PlanName, called: string = name): Review {
  const text = recorded(name);
  const { plan, hide } = readPlan(text);
  return reviewPlan(plan, { name: called, digest: digestOf(text), commit: null, acceptances: [], hide });
}

const excerpts = [
  ...`${guide}${read('../README.md')}${read('../packages/plan-review/README.md')}`.matchAll(
    /<!-- excerpt: (\S+) -->\n\n```\n([^]*?)```/g,
  ),
].map(([, name, text]) => [name as PlanName, text!.replace(/…?\s*$/, '')] as const);

test('there are excerpts', () => expect(excerpts.length).toBeGreaterThan(3));

test.each(excerpts)('the guide quotes the review of %s', (name, excerpt) => {
  expect(renderText([review(name)], {}).join('\n')).toContain(excerpt);
});

test('the example of a comment is one', () => {
  const [comment, ...more] = renderMarkdown(review('project-dangerous', 'staging'), { limit: 65_000 });
  expect(more).toEqual([]);
  expect(read('examples/comment.md').trimEnd()).toBe(comment!.trimEnd());
});

test('the guide names every rule', () => {
  const table = guide.slice(guide.indexOf('## Findings'), guide.indexOf('### Accepting one'));
  const unnamed = [...RULES, ...PLAN_RULES].filter(({ name }) => !table.includes(`\`${name}\``));
  expect(unnamed.map(({ name }) => name)).toEqual([]);
});
