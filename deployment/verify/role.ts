import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { Aws } from '../aws/clients';
import { failed, skipped, type Check, type Outcome } from '../checks';
import type { Deployed } from '../deployed';
import { unlessMissing, whyUnanswerable } from '../aws/errors';
import { judge } from './compare';
import { allPages } from '../aws/pages';
import { releasedTables, resourcesOf } from './state';

/** What no role of an environment may do. */
const FORBIDDEN = 'dynamodb:DeleteTable';

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const policyShape = z.object({
  Statement: z.array(z.object({ Effect: z.string(), Action: oneOrMore, Resource: oneOrMore })),
});

/** Each role: IAM's simulator allows what its policy says, action by action, and does not allow to delete a table. */
export function roleChecks(deployed: Deployed, aws: Aws): Check[] {
  const environmentName = deployed.environment.name;
  const own = resourcesOf(deployed, 'aws_dynamodb_table').map(({ values }) => values);
  const tables = [...own, ...releasedTables(deployed)].map(({ arn }) => arn);
  const policies = resourcesOf(deployed, 'aws_iam_role_policy').map(({ values }) => values);

  return resourcesOf(deployed, 'aws_iam_role').map(({ values: role }) => {
    const allowed = policies
      .filter((policy) => policy.role === role.name)
      .flatMap(({ policy }) => policyShape.parse(JSON.parse(policy)).Statement)
      .filter(({ Effect }) => Effect === 'Allow');
    const simulate = (actions: string[], resources: string[], signal: AbortSignal) =>
      decisions(aws, { role: role.arn, actions, resources }, signal);

    const run = async (signal: AbortSignal): Promise<Outcome> => {
      const wrong: string[] = [];
      let looked = 0;
      try {
        for (const { Action, Resource } of allowed) {
          const found = await simulate(Action, Resource, signal);
          if (!found) return missing(role.name, environmentName);
          for (const action of Action) {
            for (const resource of Resource) {
              looked++;
              const decision = found.get(keyOf(action, resource)) ?? 'no answer';
              if (decision !== 'allowed') wrong.push(`${action} on ${resource} is ${decision}, expected allowed`);
            }
          }
        }
        const forbidden = tables.length > 0 ? await simulate([FORBIDDEN], tables, signal) : new Map<string, string>();
        if (!forbidden) return missing(role.name, environmentName);
        for (const table of tables) {
          const decision = forbidden.get(keyOf(FORBIDDEN, table)) ?? 'no answer';
          if (!decision.endsWith('Deny')) wrong.push(`${FORBIDDEN} on ${table} is ${decision}, expected implicitDeny`);
        }
      } catch (error) {
        const why = whyUnanswerable(error, 'iam:SimulatePrincipalPolicy');
        if (why === undefined) throw error;
        return skipped(`The permissions of the role ${role.name} could not be simulated: ${why}.`);
      }
      return judge(`Role ${role.name}`, wrong, {
        detail: `${looked} permissions allowed, ${FORBIDDEN} not`,
        next:
          `Its policies were changed after the deploy (\`npx cdktf deploy ${environmentName}\` puts its own one back), ` +
          'or another policy, a permissions boundary or one of the organization has a say: look at the role in IAM.',
      });
    };
    return { name: `role ${role.name}`, run };
  });
}

interface Question {
  /** ARN. */
  readonly role: string;
  readonly actions: string[];
  readonly resources: string[];
}

/** IAM's decision for each action on each resource; undefined when there is no such role. */
async function decisions(
  { iam }: Aws,
  { role, actions, resources }: Question,
  abortSignal: AbortSignal,
): Promise<Map<string, string> | undefined> {
  const results = await unlessMissing(
    allPages(async (Marker) => {
      const input = { PolicySourceArn: role, ActionNames: actions, ResourceArns: resources, Marker };
      const page = await iam.send(new SimulatePrincipalPolicyCommand(input), { abortSignal });
      return { entries: page.EvaluationResults, token: page.IsTruncated ? page.Marker : undefined };
    }),
  );
  if (!results) return undefined;
  const found = new Map<string, string>();
  for (const { EvalActionName = '', EvalResourceName, EvalDecision = '', ResourceSpecificResults } of results) {
    // One resource, or several: IAM answers in two shapes.
    const [only] = resources;
    if (resources.length === 1 && only !== undefined) found.set(keyOf(EvalActionName, only), EvalDecision);
    else if (EvalResourceName !== undefined) found.set(keyOf(EvalActionName, EvalResourceName), EvalDecision);
    for (const one of ResourceSpecificResults ?? []) {
      found.set(keyOf(EvalActionName, one.EvalResourceName ?? ''), one.EvalResourceDecision ?? '');
    }
  }
  return found;
}

const keyOf = (action: string, resource: string): string => `${action} ${resource}`;

const missing = (role: string, environmentName: string): Outcome =>
  failed(
    `The role ${role} does not exist, though the Terraform state has it.`,
    `\`npx cdktf deploy ${environmentName}\` makes it again.`,
  );
