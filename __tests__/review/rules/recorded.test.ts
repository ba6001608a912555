import { readPlan } from '../../../packages/plan-review/src/plan/read';
import { RULES } from '../../../packages/plan-review/src/rules';
import { recorded, type PlanName } from '../plans';

/** Another one at each recording. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** `BLOCKS stateful-loss/aws_s3_bucket.films: It is destroyed. …` */
function findings(name: PlanName): string[] {
  const { plan } = readPlan(recorded(name).replace(UUID, 'UUID'));
  return plan.resources
    .filter(({ action }) => action !== 'no-op' && action !== 'read')
    .flatMap((change) =>
      RULES.flatMap((rule) => {
        const found = rule.find(change, plan);
        return found
          ? [`${found.blocks ? 'BLOCKS' : 'warns'} ${rule.name}/${change.address}: ${found.because.join('; ')}`]
          : [];
      }),
    )
    .sort();
}

test('a plan in which all goes wrong at once', () => {
  expect(findings('dangerous')).toMatchInlineSnapshot(`
   [
     "BLOCKS alarm-weakened/aws_cloudwatch_metric_alarm.age: actions_enabled goes from true to false",
     "BLOCKS alarm-weakened/aws_cloudwatch_metric_alarm.throttles: it is destroyed",
     "BLOCKS encryption-off/aws_kms_key.data: enable_key_rotation goes from true to false",
     "BLOCKS encryption-off/aws_s3_bucket_server_side_encryption_configuration.invoices: rule.apply_server_side_encryption_by_default.kms_master_key_id goes from arn:aws:kms:eu-west-1:123456789012:key/UUID to ""; rule.apply_server_side_encryption_by_default.sse_algorithm goes from aws:kms to AES256",
     "BLOCKS function-cut/aws_lambda_alias.worker: the alias is destroyed",
     "BLOCKS iam-widened/aws_iam_role.worker: assume_role_policy: allows sts:AssumeRole to AWS arn:aws:iam::999999999999:root (another account)",
     "BLOCKS iam-widened/aws_iam_role_policy.worker: policy: allows dynamodb:DeleteTable on arn:aws:dynamodb:eu-west-1:123456789012:table/shop-orders; policy: allows sqs:* on * (a wildcard action; a wildcard resource)",
     "BLOCKS index-dropped/aws_dynamodb_table.orders: index ByStatus is dropped: each write of an item that has status and orderId costs at least 1 write unit less; who still reads it was not looked up: only a review that plans an environment asks CloudWatch",
     "BLOCKS made-public/aws_db_instance.ledger: publicly_accessible goes from false to true",
     "BLOCKS made-public/aws_s3_bucket_policy.invoices: policy: allows s3:GetObject to anybody",
     "BLOCKS made-public/aws_s3_bucket_public_access_block.invoices: the block of public access is destroyed",
     "BLOCKS made-public/aws_security_group.database: 0.0.0.0/0 may reach tcp 5432",
     "BLOCKS made-public/aws_sns_topic_policy.news: policy: allows SNS:Publish to anybody",
     "BLOCKS protection-off/aws_db_instance.ledger: deletion_protection goes from true to false; skip_final_snapshot goes from false to true",
     "BLOCKS protection-off/aws_dynamodb_table.orders: deletion_protection_enabled goes from true to false",
     "BLOCKS protection-off/aws_s3_bucket.invoices: force_destroy goes from false to true",
     "BLOCKS recovery-off/aws_db_instance.ledger: backup_retention_period goes from 14 to 1; multi_az goes from true to false",
     "BLOCKS recovery-off/aws_dynamodb_table.orders: point_in_time_recovery.enabled goes from true to false",
     "BLOCKS recovery-off/aws_kms_key.data: deletion_window_in_days goes from 30 to 7",
     "BLOCKS recovery-off/aws_s3_bucket_versioning.invoices: versioning_configuration.status goes from Enabled to Suspended",
     "BLOCKS retention-shortened/aws_cloudwatch_log_group.worker: retention_in_days goes from 90 to 7",
     "BLOCKS retention-shortened/aws_dynamodb_table.orders: ttl.enabled goes from true to false",
     "BLOCKS retention-shortened/aws_sqs_queue.jobs: message_retention_seconds goes from 1209600 to 3600",
     "BLOCKS stateful-loss/aws_cloudwatch_log_group.audit: the configuration has no such resource any more",
     "BLOCKS stateful-loss/aws_cognito_user_pool.members: the configuration has no such resource any more",
     "BLOCKS stateful-loss/aws_dynamodb_table.rooms: hash_key goes from id to roomId; it cannot be changed in place",
     "BLOCKS stateful-loss/aws_kms_key.archive: the configuration has no such resource any more",
     "BLOCKS stateful-loss/aws_s3_bucket.exports: the configuration has no such resource any more",
     "warns alarm-weakened/aws_cloudwatch_metric_alarm.errors: evaluation_periods goes from 1 to 5; threshold goes from 1 to 50 (GreaterThanThreshold)",
     "warns function-cut/aws_lambda_function.worker: timeout goes from 30 to 3; reserved_concurrent_executions goes from 20 to 1",
   ]
  `);
});

test('this project, with dangers edited into it', () => {
  expect(findings('project-dangerous')).toMatchInlineSnapshot(`
   [
     "BLOCKS alarm-weakened/aws_cloudwatch_metric_alarm.movie_throttles: it is destroyed",
     "BLOCKS iam-widened/aws_iam_role_policy.movie: policy: allows dynamodb:*, iam:PassRole on * (a wildcard action; a wildcard resource; a way to what another role may do)",
     "BLOCKS protection-off/aws_dynamodb_table.rooms: deletion_protection_enabled goes from true to false",
     "BLOCKS recovery-off/aws_dynamodb_table.filter_cache: point_in_time_recovery.enabled goes from true to false",
     "BLOCKS retention-shortened/aws_cloudwatch_log_group.cache: retention_in_days goes from 30 to 3",
     "BLOCKS retention-shortened/aws_cloudwatch_log_group.legacy: retention_in_days goes from for ever (0) to 30",
     "BLOCKS retention-shortened/aws_dynamodb_table.room_cache_metadata: ttl.enabled goes from true to false",
     "BLOCKS stateful-loss/aws_dynamodb_table.rooms: hash_key goes from PK to roomKey; it cannot be changed in place",
     "warns alarm-weakened/aws_cloudwatch_metric_alarm.cache_errors: evaluation_periods goes from 1 to 10; threshold goes from 5 to 100 (GreaterThanOrEqualToThreshold)",
     "warns function-cut/aws_lambda_function.room: timeout goes from 8 to 2",
     "warns hidden-change/aws_iam_role_policy.room: policy is known only after the apply: what it allows cannot be judged here",
     "warns hidden-change/aws_iam_role_policy.rooms_data_source: policy is known only after the apply: what it allows cannot be judged here",
   ]
  `);
});

test('tables that exist, adopted by declarations that are not like them', () => {
  expect(findings('import-tables')).toMatchInlineSnapshot(`
   [
     "BLOCKS apply-fails/aws_dynamodb_table.votes: stream_enabled goes from true to nothing, and billing_mode goes from PAY_PER_REQUEST to PROVISIONED, read_capacity goes from 0 to 1, write_capacity goes from 0 to 1: the provider asks for both at once, and AWS says "You cannot modify stream status while updating table IOPS". Deploy billing_mode, read_capacity, write_capacity first, and stream_enabled after that.",
     "BLOCKS capacity-cut/aws_dynamodb_table.votes: billing_mode goes from PAY_PER_REQUEST to PROVISIONED: what comes beyond the units that are bought is refused",
     "BLOCKS index-dropped/aws_dynamodb_table.votes: index StatusIndex is dropped: each write of an item that has status costs at least 1 write unit less; who still reads it was not looked up: only a review that plans an environment asks CloudWatch",
     "BLOCKS service-stopped/aws_dynamodb_table.votes: stream_enabled goes from true to nothing: whoever reads the stream gets nothing any more, and its last 24 hours are gone",
     "warns cost-changed/aws_dynamodb_table.ballots: server_side_encryption.enabled is true: each use of the key is paid for, and who may not use the key cannot read the table",
     "warns cost-changed/aws_dynamodb_table.votes: table_class goes from STANDARD_INFREQUENT_ACCESS to STANDARD: what is kept costs more, and each request less",
     "warns service-stopped/aws_dynamodb_table.ballots: stream_view_type goes from NEW_AND_OLD_IMAGES to KEYS_ONLY: whoever reads the stream gets nothing any more, and its last 24 hours are gone",
     "warns tags-removed/aws_dynamodb_table.votes: tags.Purpose is removed: it was Votes",
   ]
  `);
});

test('changes of tables: what AWS refuses, and what every plan has again', () => {
  const told = findings('table-updates').filter((line) => /^\w+ (apply-fails|never-settles)/.test(line));
  expect(told).toMatchInlineSnapshot(`
   [
     "BLOCKS apply-fails/aws_dynamodb_table.expires_by_another: ttl.attribute_name goes from expires to ttl while TTL is on: AWS says "TimeToLive is active on a different AttributeName". Switch it off first: aws dynamodb update-time-to-live --table-name recorded-expires-by-another --time-to-live-specification '{"Enabled":false,"AttributeName":"expires"}'. An hour later, ttl can be deployed.",
     "BLOCKS apply-fails/aws_dynamodb_table.expires_no_more_unnamed: ttl is switched off without its attribute_name, and an empty one is sent, which AWS refuses. Leave ttl out, and switch it off yourself: aws dynamodb update-time-to-live --table-name recorded-expires-no-more-unnamed --time-to-live-specification '{"Enabled":false,"AttributeName":"expires"}'",
     "BLOCKS apply-fails/aws_dynamodb_table.protected_and_index_limited: deletion_protection_enabled goes from false to true, and global_secondary_index[ByYear].on_demand_throughput.max_write_request_units goes from 20 to 30: the provider asks for both at once, and AWS says "DeletionProtection modification must be the only operation in the request". Deploy deletion_protection_enabled first, and global_secondary_index[ByYear].on_demand_throughput after that.",
     "BLOCKS apply-fails/aws_dynamodb_table.protected_and_limited: deletion_protection_enabled goes from false to true, and stream_enabled goes from true to nothing, on_demand_throughput.max_write_request_units goes from 20 to 30: the provider asks for both at once, and AWS says "DeletionProtection modification must be the only operation in the request".; on_demand_throughput.max_write_request_units goes from 20 to 30, and stream_enabled goes from true to nothing: the provider asks for both at once, and AWS says "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request". Deploy deletion_protection_enabled first, on_demand_throughput after that, and stream_enabled after that.",
     "BLOCKS apply-fails/aws_dynamodb_table.stream_off_and_bought: stream_enabled goes from true to nothing, and read_capacity goes from 5 to 6, write_capacity goes from 5 to 6: the provider asks for both at once, and AWS says "You cannot modify stream status while updating table IOPS". Deploy read_capacity, write_capacity first, and stream_enabled after that.",
     "BLOCKS apply-fails/aws_dynamodb_table.stream_on_and_limited: on_demand_throughput.max_read_request_units is 10, on_demand_throughput.max_write_request_units is 20, and stream_enabled goes from false to true: the provider asks for both at once, and AWS says "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request". Deploy stream_enabled first, and on_demand_throughput after that.",
     "BLOCKS apply-fails/aws_dynamodb_table.unlimited_by_silence: on_demand_throughput is left out: the provider sends nothing for it, and AWS refuses an update with nothing in it. Keep it, or take the limits off first: aws dynamodb update-table --table-name recorded-unlimited-by-silence --on-demand-throughput '{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}'",
     "BLOCKS apply-fails/aws_dynamodb_table.unprotected_and_bought: deletion_protection_enabled goes from true to false, and billing_mode goes from PAY_PER_REQUEST to PROVISIONED, read_capacity goes from 0 to 5, write_capacity goes from 0 to 5: the provider asks for both at once, and AWS says "DeletionProtection modification must be the only operation in the request". Deploy billing_mode, read_capacity, write_capacity first, and deletion_protection_enabled after that.",
     "warns never-settles/aws_dynamodb_table.index_unlimited_by_number: global_secondary_index[ByYear].on_demand_throughput is -1, which AWS answers as no limit at all, so that the next plan has it again. Leave it out after this apply",
     "warns never-settles/aws_dynamodb_table.index_unlimited_by_silence: global_secondary_index[ByYear].on_demand_throughput is left out: the provider sends nothing for it, and the limits stay. Take them off: aws dynamodb update-table --table-name recorded-index-unlimited-by-silence --global-secondary-index-updates '[{"Update":{"IndexName":"ByYear","OnDemandThroughput":{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}}}]'",
     "warns never-settles/aws_dynamodb_table.never_limited: on_demand_throughput is -1, which AWS answers as no limit at all, so that the next plan has it again. Leave it out",
     "warns never-settles/aws_dynamodb_table.unlimited_beside_a_stream: on_demand_throughput is left out: the provider sends nothing for it, and the limits stay. Take them off: aws dynamodb update-table --table-name recorded-unlimited-beside-a-stream --on-demand-throughput '{"MaxReadRequestUnits":-1,"MaxWriteRequestUnits":-1}'",
     "warns never-settles/aws_dynamodb_table.unlimited_by_number: on_demand_throughput is -1, which AWS answers as no limit at all, so that the next plan has it again. Leave it out after this apply",
   ]
  `);
});

test.each(['project-no-change', 'project-code-change', 'no-change', 'create', 'moved', 'one-output'] as const)(
  '%s: nothing to say',
  (name) => expect(findings(name)).toEqual([]),
);
