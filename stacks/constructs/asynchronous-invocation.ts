import type { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaFunctionEventInvokeConfig } from '@cdktf/provider-aws/lib/lambda-function-event-invoke-config';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { Construct } from 'constructs';
import { Folder } from '../address';
import type { ServiceRole } from './service-role';

/** Days that a dead letter waits for a person: the most that SQS allows. */
const DEAD_LETTER_DAYS = 14;

export interface AsynchronousInvocationProps {
  readonly deadLetterQueueName: string;
  readonly alias: LambdaAlias;
  /** The function's role: Lambda sends its dead letters with it. */
  readonly role: ServiceRole;
  /** How often Lambda tries again, after one minute and after two. At most 2. */
  readonly retries: number;
}

/** Retries of asynchronous calls, and a queue for events that failed for good. */
export class AsynchronousInvocation extends Folder {
  readonly deadLetterQueueName: string;

  constructor(scope: Construct, id: string, props: AsynchronousInvocationProps) {
    super(scope, id);
    const queue = new SqsQueue(this, 'dead-letters', {
      name: props.deadLetterQueueName,
      messageRetentionSeconds: DEAD_LETTER_DAYS * 24 * 60 * 60,
      sqsManagedSseEnabled: true,
    });
    props.role.allow(['sqs:SendMessage'], queue.arn);
    new LambdaFunctionEventInvokeConfig(this, 'event-invoke-config', {
      functionName: props.alias.functionName,
      qualifier: props.alias.name,
      maximumRetryAttempts: props.retries,
      destinationConfig: { onFailure: { destination: queue.arn } },
      dependsOn: [props.role.policy], // Lambda refuses a destination to which the role may not send
    });
    this.deadLetterQueueName = queue.name;
  }
}
