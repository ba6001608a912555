import { describePath } from '../changes/path';
import type { ResourceChange } from '../plan/model';
import { endingOf } from '../resources';
import { shutOutOf } from '../judging/access/api';
import { attributeAt, describeChange, isEmpty, isOn, isSet, lostFrom, type Attribute } from '../judging/attributes';
import { changesUnseen } from '../judging/hidden';
import { judge } from '../judging/judge';
import { blocking, warning, type Line } from '../judging/line';
import { ingressOf } from '../judging/public/network';
import { routeLines } from '../judging/public/routes';
import {
  becomes,
  isAnother,
  onlyWhileItIs,
  turnsExplicitlyOff,
  turnsOff,
  turnsOn,
  unseenAt,
  type Setting,
} from '../judging/settings';
import { goesWithSubject, goesWithUsers } from '../judging/subjects';

const MACHINES = ['google_compute_instance'];

const TABLE = ['aws_dynamodb_table'];

/** Whoever reads a stream knows it by its ARN, which has the moment in it at which it was switched on. */
const losesReaders = (attribute: Attribute): string =>
  `${describeChange(attribute)}: whoever reads the stream gets nothing any more, and its last 24 hours are gone`;

/** Nobody is served any more, or nothing can be read any more that a key has encrypted. */
const SERVICES: readonly Setting[] = [
  { path: 'stream_enabled', types: TABLE, isWorse: turnsOff, describe: losesReaders },
  { path: 'is_enabled', types: ['aws_kms_key'], isWorse: turnsExplicitlyOff },
  {
    path: 'enabled',
    types: [
      'aws_api_gateway_api_key',
      'aws_cloudfront_distribution',
      'aws_globalaccelerator_accelerator',
      'aws_globalaccelerator_custom_routing_accelerator',
      'aws_kms_external_key',
      'aws_kms_replica_external_key',
      'aws_kms_replica_key',
      'aws_paymentcryptography_key',
      'azurerm_cdn_frontdoor_endpoint',
      'azurerm_cdn_frontdoor_route',
      'azurerm_linux_function_app',
      'azurerm_linux_web_app',
      'azurerm_windows_function_app',
      'azurerm_windows_web_app',
    ],
    isWorse: turnsExplicitlyOff,
  },
  {
    path: 'disable_execute_api_endpoint',
    types: ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api'],
    isWorse: turnsOn,
  },
  { path: 'state', types: ['aws_batch_compute_environment', 'aws_batch_job_queue'], isWorse: becomes('DISABLED') },
  {
    path: 'state',
    types: ['aws_ec2_instance_state', 'aws_rds_instance_state'],
    isWorse: onlyWhileItIs(becomes('stopped')),
  },
  { path: 'desired_status', types: MACHINES, isWorse: becomes('TERMINATED', 'SUSPENDED') },
  { path: 'settings.activation_policy', types: ['google_sql_database_instance'], isWorse: becomes('NEVER') },
  { path: 'profile_status', types: ['azurerm_traffic_manager_profile'], isWorse: becomes('Disabled') },
];

/** While it is off, its view is only what it was of, or will be. */
const isStreamed = ({ before, after }: ResourceChange): boolean =>
  isOn(before?.stream_enabled) && isOn(after?.stream_enabled);

/** What starts something else. */
const TRIGGERS: readonly Setting[] = [
  { path: 'stream_view_type', types: TABLE, isWorse: isAnother, when: isStreamed, describe: losesReaders },
  { path: 'state', types: ['aws_cloudwatch_event_rule', 'aws_scheduler_schedule'], isWorse: becomes('DISABLED') },
  { path: 'is_enabled', types: ['aws_cloudwatch_event_rule'], isWorse: turnsExplicitlyOff },
  { path: 'desired_state', types: ['aws_pipes_pipe'], isWorse: becomes('STOPPED') },
  {
    path: 'enabled',
    types: ['aws_glue_trigger', 'aws_iot_topic_rule', 'aws_ses_receipt_rule', 'aws_ssm_maintenance_window'],
    isWorse: turnsExplicitlyOff,
  },
  { path: 'paused', types: ['google_cloud_scheduler_job'], isWorse: turnsOn },
  { path: 'spec.suspend', types: ['kubernetes_cron_job', 'kubernetes_cron_job_v1'], isWorse: turnsOn },
];

/** Lists of names that clients know. */
const NAMES: ReadonlyMap<string, string> = new Map([['aws_cloudfront_distribution', 'aliases']]);

export const serviceStopped = judge({
  name: 'service-stopped',
  risk: 'Whatever needs it fails, or waits for what does not come.',
  title: 'It works no longer.',
  blocks: SERVICES,
  warns: TRIGGERS,
  endOf: endingOf,
  isSpared: (change, plan) =>
    goesWithSubject(change, plan) || (change.type.startsWith('aws_iam_') && goesWithUsers(change, plan)),
  more: (change, plan) => [
    ...namesLost(change),
    ...shut(change),
    ...shutOutOf(change),
    ...replaced(change),
    ...(goesWithSubject(change, plan) ? [] : routeLines(change)),
  ],
  unseen: (change) => namesOf(change).flatMap(({ name }) => unseenAt(change, [name]).map(warning)),
});

function namesOf(change: ResourceChange): Attribute[] {
  const name = NAMES.get(change.type);
  return name === undefined || !isSet(change) ? [] : [attributeAt(change, name)];
}

const namesLost = (change: ResourceChange): Line[] =>
  namesOf(change).flatMap((names) =>
    changesUnseen(names)
      ? []
      : lostFrom(names).map((one) => blocking(`${names.name}: nothing answers at ${one} any more`)),
  );

/** A firewall whose last rule that lets somebody in, or out, is gone: it may stand elsewhere by now. */
function shut(change: ResourceChange): Line[] {
  const { action, type, before, after } = change;
  if (action !== 'update') return [];
  const egress = attributeAt(change, 'egress');
  return [
    ...(ingressOf(type, before).length > 0 && ingressOf(type, after).length === 0
      ? [warning('it lets nobody in any more: what stands behind it cannot be reached')]
      : []),
    ...(SECURITY_GROUPS.includes(type) && !isEmpty(egress.before) && isEmpty(egress.after)
      ? [warning('it lets nothing out any more: what stands behind it reaches nothing')]
      : []),
  ];
}

/** Without a rule, nothing leaves; other firewalls let out what none forbids. */
const SECURITY_GROUPS = ['aws_default_security_group', 'aws_security_group'];

/** Between the old one and the new one, there is none; under another name, the old one answers no longer. */
function replaced({ action, type, steps, replacePaths }: ResourceChange): Line[] {
  const ending = action === 'replace' ? endingOf(type) : undefined;
  if (ending === undefined || !ending.blocks) return [];
  const renamed = replacePaths.map(describePath).filter((path) => ending.by?.includes(path));
  if (renamed.length > 0) return [blocking(`it is replaced by one of another ${renamed.join(', ')}: ${ending.means}`)];
  return steps[0] === 'delete' ? [warning(`it is replaced: until the new one is there, ${ending.means}`)] : [];
}
