import { DescribeKeyCommand, GetKeyPolicyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { unlessMissing, whyUnanswerable } from '../../deployment/aws/errors';
import type { Environment } from '../../environments';
import { partitionOf } from '../../environments/partition';
import { matches, matchesPrincipal } from '../../packages/plan-review/src/judging/policy/match';
import { readStatements, type Statement } from '../../packages/plan-review/src/judging/policy/statement';
import type { CheckedAdoption } from '../schema';

const CLOUDWATCH = 'Service cloudwatch.amazonaws.com';

/** What CloudWatch does with the key of a topic to which an alarm is told: the SNS guide, "Encrypting SNS topics". */
const WITH_THE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];

interface Topic {
  readonly arn: string;
  /** As AWS has it. Undefined when nobody could see it. */
  readonly policy: string | undefined;
  /** The KMS key that it is encrypted with: an ARN, an id or an alias. Default: none */
  readonly key?: string | undefined;
}

/**
 * Whether alarms arrive at a topic that is adopted: CloudWatch has to be let in by its policy, and by that of its key. No
 * plan changes either of them, and AWS tells nobody of an alarm that it could not deliver.
 */
export async function judgeTopic(
  kms: KMSClient,
  { arn, policy, key }: Topic,
  of: Pick<Environment, 'account' | 'region'>,
): Promise<Pick<CheckedAdoption, 'problems' | 'notSeen'>> {
  const told = policy === undefined ? 'unclear' : mayCloudWatch(policy, ['sns:Publish'], arn, of);
  const encrypted = key === undefined ? undefined : await judgeKey(kms, key, of);
  const problems = [
    ...(told === 'no'
      ? [
          'policy: It does not let CloudWatch publish: no alarm would arrive. Allow cloudwatch.amazonaws.com sns:Publish there.',
        ]
      : []),
    ...(encrypted?.problem === undefined ? [] : [`kms_master_key_id: ${encrypted.problem}`]),
  ];
  const notSeen = [
    ...(told === 'unclear' ? ['Whether its policy lets CloudWatch publish. See that an alarm arrives.'] : []),
    ...(encrypted?.notSeen === undefined ? [] : [encrypted.notSeen]),
  ];
  return { problems, notSeen };
}

async function judgeKey(
  kms: KMSClient,
  key: string,
  of: Pick<Environment, 'account' | 'region'>,
): Promise<{ readonly problem?: string; readonly notSeen?: string }> {
  let called = 'kms:DescribeKey';
  try {
    const found = await unlessMissing(kms.send(new DescribeKeyCommand({ KeyId: key })));
    if (!found?.KeyMetadata) return { problem: `AWS has no key ${key}: no alarm would arrive.` };
    const { Arn: KeyId = key, KeyManager, KeyState } = found.KeyMetadata;
    if (KeyManager === 'AWS') {
      return { problem: `${key} is a key of AWS's own, which CloudWatch may not use: no alarm would arrive.` };
    }
    if (KeyState !== 'Enabled') return { problem: `${key} is ${KeyState}: no alarm would arrive.` };
    called = 'kms:GetKeyPolicy';
    const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
    switch (mayCloudWatch(Policy, WITH_THE_KEY, KeyId, of)) {
      case 'no':
        return {
          problem: `The policy of ${key} does not let CloudWatch use it: no alarm would arrive. Allow cloudwatch.amazonaws.com kms:Decrypt and kms:GenerateDataKey* there.`,
        };
      case 'unclear':
        return { notSeen: `Whether the policy of its key ${key} lets CloudWatch use it. See that an alarm arrives.` };
      case 'yes':
        return {};
    }
  } catch (error) {
    const why = whyUnanswerable(error, called);
    if (why === undefined) throw error;
    return { notSeen: `Whether CloudWatch may use its key ${key}: ${why}.` };
  }
}

type Answer = 'yes' | 'no' | 'unclear';

/**
 * What a policy of a resource says of CloudWatch, when an alarm of an account is told. What a condition means that is not
 * known here is `unclear`.
 */
export function mayCloudWatch(
  policy: string,
  actions: readonly string[],
  resource: string,
  of: Pick<Environment, 'account' | 'region'>,
): Answer {
  const statements = readStatements(policy);
  if (statements === undefined) return 'unclear';
  const answers = actions.map((action): Answer => {
    const about = statements
      .map((statement) => ({
        statement,
        holds: all([reaches(statement, action, resource), ...conditionsOf(statement, of)]),
      }))
      .filter(({ holds }) => holds !== 'no');
    const saying = (isAllow: boolean) => about.filter(({ statement }) => statement.isAllow === isAllow);
    if (saying(false).some(({ holds }) => holds === 'yes')) return 'no';
    if (saying(true).length === 0) return 'no';
    if (saying(false).length > 0) return 'unclear';
    return saying(true).some(({ holds }) => holds === 'yes') ? 'yes' : 'unclear';
  });
  return all(answers);
}

/** All have to be. */
const all = (answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('unclear') ? 'unclear' : 'yes';

function reaches({ principals, actions, resources }: Statement, action: string, resource: string): Answer {
  if ([...principals, ...actions, ...resources].some((one) => one.startsWith('not '))) return 'unclear';
  const isMeant =
    principals.some((one) => matchesPrincipal(one, CLOUDWATCH)) &&
    actions.some((one) => matches(one.toLowerCase(), action.toLowerCase())) &&
    resources.some((one) => one === '*' || matches(one, resource));
  return isMeant ? 'yes' : 'no';
}

/** SNS's own policy of a new topic asks for `AWS:SourceOwner`; the guides of SNS and KMS advise the others. */
const conditionsOf = (
  { conditions }: Statement,
  { account, region }: Pick<Environment, 'account' | 'region'>,
): Answer[] =>
  [...conditions].map(([name, values]) => {
    const [operator = '', key = ''] = name.split(' ');
    if (name === 'bool aws:securetransport') return values.includes('true') ? 'yes' : 'no'; // AWS asks by TLS
    const isExact = /^stringequals(ignorecase)?$/.test(operator);
    if (!isExact && !/^stringlike$|^arn(like|equals)$/.test(operator)) return 'unclear';
    if (/^aws:source(owner|account)$/.test(key)) {
      return values.some((value) => (isExact ? value === account : matches(value, account))) ? 'yes' : 'no';
    }
    if (key !== 'aws:sourcearn') return 'unclear';
    const alarms = `arn:${partitionOf(region)}:cloudwatch:${region}:${account}:alarm:*`;
    // No alarm is called `*`: where IAM knows no patterns, one lets nothing in.
    const patterns = isExact ? values.filter((value) => !/[*?]/.test(value)) : values;
    if (!isExact && patterns.some((one) => matches(one, alarms))) return 'yes';
    return patterns.some((one) => isOfAlarm(one, alarms)) ? 'unclear' : 'no';
  });

/** One alarm, or some, of this account: whether it is each of this project's, nobody knows. */
const isOfAlarm = (pattern: string, alarms: string): boolean => {
  const parts = pattern.split(':').slice(0, 6);
  return alarms
    .split(':')
    .slice(0, 6)
    .every((part, index) => matches(parts[index] ?? '', part));
};
