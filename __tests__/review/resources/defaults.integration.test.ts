import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../../rehearsal/provider';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { DEFAULTS } from '../../../packages/plan-review/src/resources/defaults';
import { Terraform } from '../../stacks/terraform';
import { describeUnless, whyMissing } from '../../support/loud-skip';

const why = whyMissing(['terraform']);
const provider = why === undefined ? installProvider(process.env) : undefined;

const name = { name: 'abcdefghij' };
const role = 'arn:aws:iam::111111111111:role/x';

/** The least that the provider takes of each. */
const LEAST: Readonly<Record<string, JsonObject>> = {
  aws_ami: name,
  aws_ami_copy: { ...name, source_ami_id: 'ami-1', source_ami_region: 'eu-west-1' },
  aws_appsync_api_key: { api_id: 'x' },
  aws_appsync_graphql_api: { ...name, authentication_type: 'API_KEY' },
  aws_cloudwatch_log_group: name,
  aws_cloudwatch_metric_alarm: {
    ...{ alarm_name: 'a', comparison_operator: 'LessThanThreshold', evaluation_periods: 1, threshold: 1 },
    ...{ metric_name: 'm', namespace: 'n', period: 60, statistic: 'Sum' },
  },
  aws_cognito_user_pool: name,
  aws_docdb_cluster: {},
  aws_dynamodb_table: {
    ...name,
    hash_key: 'a',
    attribute: [{ name: 'a', type: 'S' }],
    read_capacity: 1,
    write_capacity: 1,
  },
  aws_ecr_repository: name,
  aws_eks_cluster: { ...name, role_arn: role, vpc_config: [{ subnet_ids: ['subnet-1'] }] },
  aws_elasticache_replication_group: { description: 'a', replication_group_id: 'abcdefghij' },
  aws_fsx_lustre_file_system: { subnet_ids: ['subnet-1'] },
  aws_iam_role: { assume_role_policy: '{"Version":"2012-10-17"}' },
  aws_kendra_index: { ...name, role_arn: role },
  aws_kinesis_stream: { ...name, shard_count: 1 },
  aws_kms_key: {},
  aws_lambda_function: { function_name: 'a', role, filename: '/dev/null', handler: 'a.b', runtime: 'nodejs20.x' },
  aws_memorydb_cluster: { acl_name: 'a', node_type: 'db.t4g.small' },
  aws_neptune_cluster: {},
  aws_rds_cluster: { engine: 'aurora-mysql' },
  aws_s3_bucket: {},
  aws_sns_topic: name,
  aws_sns_topic_subscription: {
    endpoint: 'a@trinity.test',
    protocol: 'email',
    topic_arn: 'arn:aws:sns:eu-west-1:111111111111:a',
  },
  aws_sqs_queue: name,
  aws_transfer_server: {},
};

describeUnless(why ?? provider?.why, 'what the provider takes for what is left out', () => {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-defaults-'));
  let terraform: Terraform | undefined;
  afterAll(async () => {
    await terraform?.close();
    for (const one of [directory, provider!.directory]) rmSync(one, { recursive: true });
  });

  test('is what a plan of the least says', async () => {
    expect(Object.keys(LEAST)).toEqual(Object.keys(DEFAULTS));
    const aws = {
      ...{ region: 'eu-west-1', access_key: 'none', secret_key: 'none' },
      ...{ skip_credentials_validation: true, skip_requesting_account_id: true, skip_metadata_api_check: true },
    };
    const resource = Object.fromEntries(Object.entries(LEAST).map(([type, least]) => [type, { it: least }]));
    const terraformBlock = { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } };
    const stack = { terraform: terraformBlock, provider: { aws }, resource };
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(stack));
    terraform = new Terraform(directory, process.env);
    await terraform.init(provider!.directory);
    await terraform.plan();
    const { stdout } = await terraform.run('show', '-json', 'plan');
    const { resource_changes: changes } = JSON.parse(stdout) as {
      readonly resource_changes: readonly { readonly type: string; readonly change: { readonly after: JsonObject } }[];
    };
    const planned = changes.map(({ type, change: { after } }) => {
      const names = Object.keys(DEFAULTS[type]!);
      return [type, Object.fromEntries(names.map((one) => [one, after[one]]))] as const;
    });
    expect(Object.fromEntries(planned)).toEqual(DEFAULTS);
  });
});
