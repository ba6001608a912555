import { decide, type Statement } from '../../local/iam/decide';
import { type Answer, AwsError, escapeXml, xml, type AwsRequest, type AwsResponse } from './door/messages';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

/**
 * IAM's SimulatePrincipalPolicy, which moto does not have, for a role with inline policies: allowed when a statement has
 * the action and the resource, wildcards included. Attached policies and boundaries are not looked at.
 *
 * @param moto keeps the policies
 */
export async function simulatePrincipalPolicy(request: AwsRequest, moto: Answer): Promise<AwsResponse> {
  const input = new URLSearchParams(request.body.toString('utf8'));
  const arn = input.get('PolicySourceArn') ?? '';
  const role = /^arn:aws:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
  if (role === undefined)
    throw new AwsError(400, 'InvalidInput', `PolicySourceArn is "${arn}": only the ARN of a role is known here.`);
  const actions = members(input, 'ActionNames');
  const resources = members(input, 'ResourceArns');
  const statements = await statementsOf(role, request, moto);
  const results = actions.flatMap((action) =>
    (resources.length > 0 ? resources : ['*']).map((resource) => {
      const decision = decide(statements, { action, resource });
      return (
        `<member><EvalActionName>${escapeXml(action)}</EvalActionName>` +
        `<EvalResourceName>${escapeXml(resource)}</EvalResourceName><EvalDecision>${decision}</EvalDecision>` +
        '<MatchedStatements/><MissingContextValues/></member>'
      );
    }),
  );
  const result = `<EvaluationResults>${results.join('')}</EvaluationResults><IsTruncated>false</IsTruncated>`;
  return xml(
    200,
    `<SimulatePrincipalPolicyResponse xmlns="${NAMESPACE}"><SimulatePrincipalPolicyResult>${result}</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
  );
}

async function statementsOf(role: string, request: AwsRequest, moto: Answer): Promise<Statement[]> {
  const ask = async (parameters: Record<string, string>): Promise<string> => {
    const body = new URLSearchParams({ Version: '2010-05-08', RoleName: role, ...parameters });
    const { status, body: answer } = await moto({ ...request, body: Buffer.from(body.toString()) });
    if (status === 404) throw new AwsError(404, 'NoSuchEntity', `The role with name ${role} cannot be found.`);
    return answer.toString();
  };
  const names = texts(await ask({ Action: 'ListRolePolicies' }), 'member');
  const statements: Statement[] = [];
  for (const PolicyName of names) {
    const [document = ''] = texts(await ask({ Action: 'GetRolePolicy', PolicyName }), 'PolicyDocument');
    const { Statement } = JSON.parse(decodeURIComponent(document)) as { Statement: Statement | Statement[] };
    statements.push(...[Statement].flat());
  }
  return statements;
}

const members = (input: URLSearchParams, name: string): string[] =>
  [...input].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);

/** The texts of an element that has no children. IAM escapes documents, so that no entity is in them. */
const texts = (answer: string, element: string): string[] =>
  [...answer.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);
