import { documentsOf } from '../../../deployment/roles';
import { makeRoles } from '../../../deployment/roles/make';
import { fakeAws, identity } from '../aws';
import { ACCOUNT, staging } from '../project';

const TRUSTED = { subject: 'repo:octo/trinity', pullRequests: true };
const ARN = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

/** A list of one text as the text, members in another order, escapes: as IAM hands a document out. */
function asIamHasIt(document: object): string {
  const collapsed = JSON.stringify(document, (_, value: unknown) =>
    Array.isArray(value) && value.length === 1
      ? (value[0] as unknown)
      : typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
  );
  return encodeURIComponent(collapsed);
}

const existing = (ClientIDList: string[]) => {
  const documents = Object.values(documentsOf(staging(), TRUSTED));
  const of = (name: unknown) => documents.find((one) => one.name === name)!;
  return fakeAws({
    GetCallerIdentityCommand: identity(ACCOUNT),
    GetOpenIDConnectProviderCommand: () => ({ ClientIDList }),
    AddClientIDToOpenIDConnectProviderCommand: () => ({}),
    GetRoleCommand: ({ RoleName }) => ({
      Role: {
        RoleName,
        Arn: `arn:aws:iam::${ACCOUNT}:role/x`,
        AssumeRolePolicyDocument: asIamHasIt(of(RoleName).trust),
      },
    }),
    GetRolePolicyCommand: ({ RoleName }) => ({ PolicyDocument: asIamHasIt(of(RoleName).policy) }),
    ListRolePoliciesCommand: ({ Marker }) =>
      Marker === undefined
        ? { PolicyNames: ['trinity'], IsTruncated: true, Marker: 'next' }
        : { PolicyNames: ['theirs'], IsTruncated: false },
    ListAttachedRolePoliciesCommand: () => ({ AttachedPolicies: [] }),
  });
};

test('a provider that others use gets the audience, and keeps its own', async () => {
  const aws = existing(['https://github.com/octo']);
  const { provider } = await makeRoles(staging(), aws, TRUSTED);
  expect(provider).toEqual({ arn: ARN, change: 'its audience was added' });
  expect(aws.sent).toContainEqual({
    command: 'AddClientIDToOpenIDConnectProviderCommand',
    input: { OpenIDConnectProviderArn: ARN, ClientID: 'sts.amazonaws.com' },
  });
});

test('documents are the same however IAM writes them', async () => {
  const aws = existing(['sts.amazonaws.com']);
  const { provider, roles } = await makeRoles(staging(), aws, TRUSTED);
  expect([provider.change, ...roles.map(({ changes }) => changes)]).toEqual(['none', [], []]);
  expect(roles.map(({ besides }) => besides)).toEqual([['the policy theirs'], ['the policy theirs']]);
  expect(aws.sent.filter(({ command }) => !/^(Get|List)/.test(command))).toEqual([]);
});
