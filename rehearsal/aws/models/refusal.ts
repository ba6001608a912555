import { own } from '../../../keys/own';
import { AwsError, type AwsRequest } from '../door/messages';
import type { Violation } from './constraints';

/**
 * The code under which a service says that a value is not allowed. Where none stands here it is the one of all services:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html and the page of the same name of others.
 */
const CODES: Readonly<Record<string, string>> = {
  // A function's name "must match pattern", seen as BadRequestException: https://github.com/pulumi/pulumi-aws/issues/781.
  appsync: 'BadRequestException',
  // "1 validation error detected: Value '30' at 'period'": https://github.com/ansible/ansible/issues/29694. Newer clients read
  // the same code in CBOR and JSON: the service is `awsQueryCompatible`.
  cloudwatch: 'ValidationError',
  ec2: 'InvalidParameterValue',
  // 'logGroupIdentifiers' failed to satisfy constraint: https://github.com/grafana/grafana/issues/79155
  logs: 'InvalidParameterException',
  // The only ones that its model has for a wrong request.
  resourcegroupstaggingapi: 'InvalidParameterException',
  s3: 'InvalidArgument',
  sqs: 'InvalidParameterValue',
};

/**
 * Lambda says of a runtime alone what its operations have an error for, of all else ValidationException:
 * https://github.com/awslabs/amazon-redshift-monitoring/pull/25, https://github.com/aarondfrancis/sidecar/issues/147.
 */
const isRuntime = (service: string, { member }: Violation): boolean => service === 'lambda' && member === 'Runtime';

/** @param violations at least one @param service botocore's name */
export function refusalOf(
  { protocol }: Pick<AwsRequest, 'protocol'>,
  service: string,
  violations: readonly Violation[],
): AwsError {
  const [first] = violations;
  if (first && isRuntime(service, first)) {
    const message = first.message.replace(/^Value '([^]*?)' at/, 'Value $1 at');
    return new AwsError(400, 'InvalidParameterValueException', `${message} or be a valid ARN`);
  }
  const code = own(CODES, service) ?? (protocol === 'query' ? 'ValidationError' : 'ValidationException');
  // S3 says no more of its XML; the rest of a request it judges by itself.
  if (protocol === 'rest-xml' && first?.member.includes('.')) return unreadable({ protocol }, first.message);
  const alone = violations.find(({ alone }) => alone);
  if (alone) return new AwsError(400, code, alone.message);
  const count = violations.length;
  const errors = `${count} validation error${count === 1 ? '' : 's'} detected`;
  return new AwsError(400, code, `${errors}: ${violations.map(({ message }) => message).join('; ')}`);
}

/** A request that cannot be read as an input of its operation: a value of another type, a body that is none. */
export function unreadable({ protocol }: Pick<AwsRequest, 'protocol'>, message: string): AwsError {
  if (protocol === 'query') return new AwsError(400, 'MalformedInput', message); // https://github.com/aws/aws-sdk-cpp/issues/27
  if (protocol !== 'rest-xml') return new AwsError(400, 'SerializationException', message);
  const words = 'The XML you provided was not well-formed or did not validate against our published schema';
  return new AwsError(400, 'MalformedXML', `${words} (${message})`); // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
}
