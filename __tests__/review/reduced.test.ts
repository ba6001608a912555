import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan, reviewPlan } from '../../packages/plan-review/src/review';

const FOLDER = join(__dirname, 'plans/reduced');

/** `BLOCKS stateful-loss/aws_lb.web`, one for each finding of a plan that was reduced to one mistake. */
function findingsOf(file: string): string[] {
  const { plan, hide } = readPlan(readFileSync(join(FOLDER, file), 'utf8'));
  const review = reviewPlan(plan, { name: file, digest: '0'.repeat(64), commit: null, acceptances: [], hide });
  return review.findings.map(({ blocks, rule, address }) => `${blocks ? 'BLOCKS' : 'warns'} ${rule}/${address}`).sort();
}

test.each([
  ['balancer-destroyed', ['BLOCKS stateful-loss/aws_lb.web']],
  ['blobs-opened', ['BLOCKS made-public/azurerm_storage_container.x']],
  ['bucket-for-all-users', ['BLOCKS made-public/google_storage_bucket_iam_policy.x']],
  ['cloud-sql-opened', ['BLOCKS made-public/google_sql_database_instance.x']],
  ['database-shut-in', ['warns service-stopped/aws_security_group.db']],
  [
    'database-upgraded-at-once',
    ['capacity-cut', 'one-way', 'service-interrupted'].map((rule) => `warns ${rule}/aws_db_instance.main`),
  ],
  ['distribution-off', ['BLOCKS service-stopped/aws_cloudfront_distribution.site']],
  ['event-rule-destroyed', ['warns service-stopped/aws_cloudwatch_event_rule.n']],
  ['network-destroyed', ['BLOCKS service-stopped/aws_vpc.main']],
  ['new-web-port', ['warns made-public/aws_security_group.alb']],
  ['node-group-emptied', ['BLOCKS capacity-cut/aws_eks_node_group.main']],
  ['scaling-group-emptied', ['BLOCKS capacity-cut/aws_autoscaling_group.web']],
  ['sensitive-rule-elsewhere', []],
  ['sql-firewall-opened', ['BLOCKS made-public/azurerm_mssql_firewall_rule.x']],
])('%s: %j', (name, findings) => expect(findingsOf(`${name}.json`)).toEqual(findings));

test('each plan has its line here', () => {
  const listed = readFileSync(__filename, 'utf8');
  for (const file of readdirSync(FOLDER)) expect(listed).toContain(`'${file.replace('.json', '')}'`);
});
