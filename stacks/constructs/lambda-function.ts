import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias';
import { LambdaFunction as LambdaFunctionResource } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaProvisionedConcurrencyConfig } from '@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import type { AdoptedLogGroup } from '../../environments/resources/adoption';
import type { FunctionConfig } from '../../environments/resources/lambda-function';
import { setOwn } from '../../keys/own';
import type { Archive } from '../bundles';
import { AsynchronousInvocation, type AsynchronousInvocationProps } from './asynchronous-invocation';
import { LogGroup } from './log-group';
import { RUNTIME } from '../runtime';
import { ServiceRole } from './service-role';

/** What a function can be bound to: a table, a parameter. */
export interface Bindable {
  readonly arn: string;
  readonly name: string;
}

export interface Binding {
  /** Environment variable that tells the function the resource's name. */
  readonly variable: string;
  /** IAM actions that the function calls on the resource, and no other. */
  readonly actions: readonly string[];
}

export interface LambdaFunctionProps extends FunctionConfig {
  readonly name: string;
  /** In which it is made. */
  readonly account: string;
  readonly archive: Archive;
  /** Variables beside those that `uses` sets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  /** One that exists, perhaps. @default it is made */
  readonly adoptedLogGroup?: AdoptedLogGroup | undefined;
  /** @default the function is not called asynchronously: Lambda's own retries, and no dead letters */
  readonly asynchronous?: Pick<AsynchronousInvocationProps, 'retries' | 'deadLetterQueueName'>;
}

/**
 * A Node.js function on arm64. Each change publishes a version; whoever calls the function calls its alias `live`, so
 * that going back to an older version is one update of the alias. Provisioned concurrency belongs to the version: on an
 * alias, Lambda leads its calls to the old version until the new one is warm, for good if that cannot start, and refuses
 * further changes meanwhile (terraform-provider-aws #48116, terraform #24957).
 */
export class LambdaFunction extends Construct {
  readonly name: string;
  /** Seconds. */
  readonly timeout: number;
  /** The alias `live`. */
  readonly alias: string;
  readonly aliasArn: string;
  /** Events that failed for good; undefined for a function that is not called asynchronously. */
  readonly deadLetterQueueName: string | undefined;
  private readonly role: ServiceRole;
  private readonly variables: Record<string, string>;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    this.variables = { ...props.environment };
    const logGroup = new LogGroup(this, 'log-group', {
      name: `/aws/lambda/${props.name}`,
      retentionDays: props.logRetentionDays,
      adopt: props.adoptedLogGroup,
    });
    this.role = new ServiceRole(this, 'role', {
      name: props.name,
      service: 'lambda.amazonaws.com',
      // As AWS's own example has it: github.com/aws/agent-toolkit-for-aws, deploying-custom-domain-rest-api.
      sourceAccount: props.account,
    });
    this.role.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], `${logGroup.arn}:*`); // the group's streams
    this.role.allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*'); // X-Ray knows no resource to name

    const fn = new LambdaFunctionResource(this, 'Default', {
      functionName: props.name,
      role: this.role.arn,
      runtime: RUNTIME,
      architectures: ['arm64'],
      handler: 'index.handler',
      ...props.archive,
      publish: true,
      memorySize: props.memorySize,
      timeout: props.timeout,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
      environment: { variables: Lazy.anyValue({ produce: () => this.variables }) as unknown as Record<string, string> },
      loggingConfig: { logFormat: 'Text', logGroup: logGroup.name }, // the function writes JSON itself
      tracingConfig: { mode: 'Active' },
      dependsOn: [this.role.policy],
    });
    const warm =
      props.provisionedConcurrency !== undefined &&
      new LambdaProvisionedConcurrencyConfig(this, 'provisioned-concurrency-config', {
        functionName: fn.functionName,
        qualifier: fn.version,
        provisionedConcurrentExecutions: props.provisionedConcurrency,
        lifecycle: { createBeforeDestroy: true }, // the old version stays warm for as long as it serves
      });
    const alias = new LambdaAlias(this, 'alias', {
      name: 'live',
      functionName: fn.functionName,
      functionVersion: fn.version,
      ...(warm && { dependsOn: [warm] }), // moves when the new version is warm, and not when it cannot start
    });
    this.name = fn.functionName;
    this.timeout = props.timeout;
    this.alias = alias.name;
    this.aliasArn = alias.arn;
    this.deadLetterQueueName =
      props.asynchronous &&
      new AsynchronousInvocation(this, 'asynchronous', { alias, role: this.role, ...props.asynchronous })
        .deadLetterQueueName;
  }

  /** Lets it query an index of a table that it uses. */
  queries({ arn }: Bindable, index: string): this {
    this.role.allow(['dynamodb:Query'], `${arn}/index/${index}`);
    return this;
  }

  /**
   * Lets it call exactly these actions on what is not a resource of its stack.
   *
   * @param arn where a part is AWS's to choose, with a wildcard there
   * @param condition what has to be equal, by IAM's condition key. @default nothing
   */
  may(actions: readonly string[], arn: string, condition?: Readonly<Record<string, string>>): this {
    this.role.allow(actions, arn, condition);
    return this;
  }

  /** Tells the function the resource's name and lets it call exactly these actions on the resource. */
  uses(resource: Bindable, { variable, actions }: Binding): this {
    setOwn(this.variables, variable, resource.name);
    this.role.allow(actions, resource.arn);
    return this;
  }
}
