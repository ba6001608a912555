import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { SynthesisError } from '../errors';

export interface ServiceRoleProps {
  readonly name: string;
  /** The AWS service that may take the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  /**
   * The account for whose resources the service may take it. The trust names no resource: an ARN that AWS makes up would be known
   * only after the apply, and a review refuses a trust that nobody can see.
   *
   * @default the service is not asked for whom it acts
   */
  readonly sourceAccount?: string;
}

/** Characters of a role's name (IAM's guide, "IAM and AWS STS quotas"). */
const LONGEST_NAME = 64;

/** Half a deploy later, IAM would say it. @throws SynthesisError */
function requireShort(name: string): void {
  if (name.length <= LONGEST_NAME) return;
  const reason = `The role ${name} has a name of ${name.length} characters, and IAM takes ${LONGEST_NAME}.`;
  throw new SynthesisError(`${reason} Choose a shorter namePrefix, or a shorter name of the environment.`);
}

/** A role that one AWS service takes, and one inline policy with exactly what was allowed to it. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** Whatever acts under the role depends on this: before it, the role may do nothing. */
  readonly policy: IamRolePolicy;
  private readonly statements = new Map<string, { readonly actions: Set<string> } & Where>();

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    requireShort(props.name);
    const role = new IamRole(this, 'Default', {
      name: props.name,
      assumeRolePolicy: policyDocument([
        {
          Action: ['sts:AssumeRole'],
          Principal: { Service: props.service },
          ...(props.sourceAccount !== undefined && {
            Condition: { StringEquals: { 'aws:SourceAccount': props.sourceAccount } },
          }),
        },
      ]),
    });
    this.arn = role.arn;
    this.policy = new IamRolePolicy(this, 'policy', {
      name: props.name,
      role: role.name,
      policy: Lazy.stringValue({ produce: () => this.document() }),
    });
  }

  /**
   * @param resource an ARN. One resource has one statement, however often it is named
   * @param condition what has to be equal, by IAM's condition key. @default nothing
   */
  allow(actions: readonly string[], resource: string, condition?: Equal): void {
    const where: Where = { Resource: resource, ...(condition && { Condition: { StringEquals: condition } }) };
    const key = JSON.stringify(where);
    const statement = this.statements.get(key) ?? { actions: new Set(), ...where };
    for (const action of actions) statement.actions.add(action);
    this.statements.set(key, statement);
  }

  private document(): string {
    return policyDocument(
      [...this.statements.values()].map(({ actions, ...where }) => ({ Action: [...actions].sort(), ...where })),
    );
  }
}

type Equal = Readonly<Record<string, string>>;

interface Where {
  readonly Resource: string;
  readonly Condition?: { readonly StringEquals: Equal };
}

interface Statement extends Partial<Where> {
  readonly Action: readonly string[];
  readonly Principal?: { readonly Service: string };
}

function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
}
