import { renderMarkdown } from '../../../packages/plan-review/src/render/markdown';
import { changeOf, DIGEST, everything, findingOf, reviewOf } from './reviews';
import { parseMarkdown } from './parse';

const LIMIT = 65_536;

test('one part: the verdict, the findings, then everything else, each in its section', () => {
  expect(renderMarkdown(everything, { limit: LIMIT })).toEqual([
    `### staging: BLOCKED by 2 findings

staging (account \`123456789012\`, \`eu-west-1\`, commit \`0123456789ab\` and changes): 1 to import, 1 to move, 1 to add, 1 to change, 1 to replace, 1 to destroy, 1 to forget, 1 output, 1 changed outside Terraform and set back, 1 put off.

Digest \`${DIGEST}\`

#### 2 findings block

\`stateful-loss\`: Its items are gone for good.

- **\`aws_dynamodb_table.rooms\`**
  - **It is replaced.**
  - \`hash_key\`: \`"roomId" -> "id"\`
  - NAME: \`stateful-loss/aws_dynamodb_table.rooms\`
- **\`aws_s3_bucket.old\`**
  - **It is replaced.**
  - NAME: \`stateful-loss/aws_s3_bucket.old\`

Whoever takes the risk of one says so by its NAME: \`--accept 'NAME=reason'\` for this one review, or \`review.accept\` in the environment’s file.

#### 1 finding warns

\`alarm-weakened\`: Nobody hears of faults.

- **\`aws_cloudwatch_metric_alarm.errors\`**
  - **Its threshold rises to \`25\`.**
  - NAME: \`alarm-weakened/aws_cloudwatch_metric_alarm.errors\`

#### 1 finding is accepted

\`index-dropped\`: Queries fail.

- **\`aws_dynamodb_table.rooms\`**
  - **BatchIndex goes.**
  - accepted: nobody reads it
  - NAME: \`index-dropped/aws_dynamodb_table.rooms\`

<details open><summary><code>data</code>: 2 resources</summary>

- **REPLACE** \`aws_dynamodb_table.rooms\`: it cannot be changed in place: \`hash_key\`
  - set by the provider: \`arn, id\`; in another order only: \`attribute\`; empty before and after: \`tags\`

\`\`\`diff
! hash_key forces the replacement
- hash_key = "roomId"
+ hash_key = "id"
- stream_arn = "arn:1"
+ stream_arn = (known after the apply)
\`\`\`
- **DESTROY** \`aws_s3_bucket.old\`, an older object of it: \`0a1b2c3d\`

\`\`\`diff
- bucket = "old"
\`\`\`

</details>

<details open><summary><code>functions</code>: 2 resources</summary>

- **change** \`aws_lambda_function.cache\`

\`\`\`diff
- description = Fills at once
+ description = Fills in batches
  user_data:
  set -eu
- exec a
+ exec b
+ policy = {
+   "Effect": "Allow",
+   "Action": [
+     "dynamodb:GetItem",
+     "dynamodb:PutItem"
+   ],
+   "Resource": "arn:aws:dynamodb:x"
+ }
\`\`\`
- **add** \`aws_lambda_alias.live\`

\`\`\`diff
+ arn = (known after the apply)
\`\`\`

</details>

<details open><summary>Imported: 2 resources</summary>

- \`aws_dynamodb_table.movies\`, id \`movies\`: it is changed in place: \`stream_enabled, tags.Team\`
- \`aws_sqs_queue.a\`: nothing of it changes

</details>

<details open><summary>Moved: 1 resource</summary>

- \`aws_sqs_queue.a\` to \`module.q.aws_sqs_queue.a\`

</details>

<details open><summary>Removed from the state, not destroyed: 1 resource</summary>

- \`aws_s3_bucket.kept\`: a removed block

</details>

<details open><summary>Changed outside Terraform: 2 resources</summary>

- **changed** \`aws_ssm_parameter.flag\`: this plan sets it back

\`\`\`diff
- value = "on"
+ value = "off"
\`\`\`
- **deleted** \`aws_ssm_parameter.gone\`: this plan leaves it so

</details>

<details open><summary>Put off to a later plan: 1 resource</summary>

- \`aws_sns_topic.late\`: \`create\`, because: \`resource_config_unknown\`

</details>

<details open><summary>Outputs: 1 output</summary>

- **change** \`endpoint\`

\`\`\`diff
- "https://a"
+ "https://b"
\`\`\`

</details>

<details open><summary>Checks: 2 checks</summary>

- **FAILED** \`check.health\`
  - The API answers \`503\`.
- **ok** \`aws_lambda_function.cache\`

</details>`,
  ]);
});

test('what nothing changes is short', () => {
  expect(renderMarkdown(reviewOf({ account: null, region: null, commit: null }), { limit: LIMIT })).toEqual([
    `### staging: nothing changes\n\nstaging: 0 to add, 0 to change, 0 to destroy.\n\nDigest \`${DIGEST}\``,
  ]);
});

test('layers of more than three changes are closed, other sections of more than ten', () => {
  const changes = [...Array(4).keys()].map((index) => changeOf('add', `aws_x.y${index}`));
  const imports = [...Array(11).keys()].map((index) => ({
    address: `aws_x.z${index}`,
    action: 'none' as const,
    changes: [],
  }));
  const openings = (count: number, more: object): string[] =>
    renderMarkdown(reviewOf({ layers: [{ name: 'data', changes: changes.slice(0, count) }], ...more }), {
      limit: LIMIT,
    })[0]!.match(/<details.*/g)!;
  expect(openings(4, { imports })).toEqual([
    '<details><summary><code>data</code>: 4 resources</summary>',
    '<details><summary>Imported: 11 resources</summary>',
  ]);
  expect(openings(3, { imports: imports.slice(1) })).toEqual([
    '<details open><summary><code>data</code>: 3 resources</summary>',
    '<details open><summary>Imported: 10 resources</summary>',
  ]);
});

describe('findings', () => {
  test('flow into further parts only when they alone have no room; each part is valid by itself', () => {
    const findings = Array.from({ length: 40 }, (_, index) => findingOf({ name: `stateful-loss/aws_x.y${index}` }));
    const parts = renderMarkdown(reviewOf({ verdict: 'blocked', findings }), { limit: 2500 });
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts.slice(1)) expect(part).toMatch(/^### staging: more findings\n\n {0,2}\S/);
    for (const { name } of findings) expect(parts.join('\n')).toContain(`NAME: \`${name}\`\n`);
    expect(renderMarkdown(reviewOf({ verdict: 'blocked', findings }), { limit: LIMIT })).toHaveLength(1);
  });

  test('of any length are whole, and no character is halved', () => {
    const title = `Lost x${'😀'.repeat(3000)} ${'`'.repeat(2000)} ${'word '.repeat(500)}end.`;
    const parts = renderMarkdown(reviewOf({ verdict: 'blocked', findings: [findingOf({ title })] }), { limit: 2000 });
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(2000);
      expect(part).not.toMatch(/\p{Cs}/u);
    }
    const text = parts.map((part) => parseMarkdown(part).text).join('');
    expect(text.match(/😀/gu)).toHaveLength(3000);
    expect(text.match(/`/g)).toHaveLength(2000);
    expect(text.match(/word/g)).toHaveLength(500);
  });
});
