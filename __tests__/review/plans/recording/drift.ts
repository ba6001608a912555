import {
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { clientsOf } from '../../../../rehearsal/clients';
import { applied, AWS, outside, planned, type Recipe } from './step';

const group = (name: string, lifecycle = ''): string => `${AWS}
resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/recorded/drift/${name}"
  retention_in_days = 90
  tags              = { Team = "shop" }
  ${lifecycle}
}
`;
const IGNORING = 'lifecycle {\n    ignore_changes = [retention_in_days]\n  }';
const withOutput = (name: string): string => `${group(name)}
output "retention" {
  value = aws_cloudwatch_log_group.${name}.retention_in_days
}
`;

const logs = (change: (client: CloudWatchLogsClient) => Promise<unknown>) =>
  outside((aws) => change(clientsOf(aws, 'eu-west-1').logs));

const shorten = (name: string) =>
  logs((client) =>
    client.send(new PutRetentionPolicyCommand({ logGroupName: `/recorded/drift/${name}`, retentionInDays: 3 })),
  );

const remove = (name: string) =>
  logs((client) => client.send(new DeleteLogGroupCommand({ logGroupName: `/recorded/drift/${name}` })));

const parameter = (name: string, value: string, type: string): string => `
resource "aws_ssm_parameter" "${name}" {
  name  = "/recorded/drift/${name}"
  type  = "${type}"
  value = "${value}"
}
`;

const put = (name: string, value: string) =>
  outside((aws) =>
    clientsOf(aws, 'eu-west-1').ssm.send(
      new PutParameterCommand({ Name: `/recorded/drift/${name}`, Value: value, Overwrite: true }),
    ),
  );

const secret =
  AWS +
  parameter('secret', 'planted-secret-drift-before', 'SecureString') +
  parameter('list', 'planted-secret-drift-one,planted-secret-drift-two', 'StringList');

/** Of AWS's resources, Terraform says that there is something to apply even if there is nothing. */
const LOCAL = 'resource "terraform_data" "untouched" {}';

/** What was changed outside Terraform. */
export const drift = {
  drift: [...applied(group('shortened')), shorten('shortened'), ...planned(group('shortened'))],
  'drift-ignored': [...applied(group('ignored', IGNORING)), shorten('ignored'), ...planned(group('ignored', IGNORING))],
  'drift-deleted': [...applied(group('deleted')), remove('deleted'), ...planned(group('deleted'))],
  'drift-sensitive': [...applied(secret), put('secret', 'planted-secret-drift-by-hand'), ...planned(secret)],
  'refresh-only': [
    ...applied(withOutput('refreshed')),
    shorten('refreshed'),
    ...planned(withOutput('refreshed'), '-refresh-only'),
  ],
  'refresh-only-deleted': [
    ...applied(group('refreshed-away')),
    remove('refreshed-away'),
    ...planned(group('refreshed-away'), '-refresh-only'),
  ],
  'refresh-only-unnamed': [...applied(group('unnamed')), ...planned(group('unnamed'), '-refresh-only')],
  'refresh-only-unchanged': [...applied(LOCAL), ...planned(LOCAL, '-refresh-only')],
} satisfies Record<string, Recipe>;
